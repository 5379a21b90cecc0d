import type { DeviceId, InterfaceId, LinkId } from '@/lib/network/ids'
import type { Network } from '@/lib/network/network'

/** The short names of a lab: one number per thing, in the order of the Network, so that the same Network gives the same plan. */
export interface LabNames {
  readonly device: (id: DeviceId) => string
  readonly segment: (id: LinkId) => string
  /** An interface of a device; with a port, what the device itself sees. */
  readonly interface: (id: InterfaceId) => string
  /** The number of an interface, from which its other names and its MAC address are made. */
  readonly number: (id: InterfaceId) => number
}

export function nameEverything(network: Network): LabNames {
  const devices = numbered([...network.devices.keys()])
  const links = numbered([...network.links.keys()])
  const interfaces = numbered([...network.devices.values()].flatMap(device => device.interfaces.map(item => item.id)))
  return {
    device: id => `n${of(devices, id)}`,
    segment: id => `s${of(links, id)}`,
    interface: id => `if${of(interfaces, id)}`,
    number: id => of(interfaces, id),
  }
}

const numbered = <Id>(ids: readonly Id[]): ReadonlyMap<Id, number> => new Map(ids.map((id, at) => [id, at + 1]))

function of<Id>(numbers: ReadonlyMap<Id, number>, id: Id): number {
  const found = numbers.get(id)
  if (found === undefined) throw new Error(`unnamed: ${String(id)}`)
  return found
}

/** A locally administered address (IEEE 802-2014 section 8.4.2) by number. */
export function macOf(number: number): string {
  const bytes = [2, 0, 0, 0, (number >> 8) & 255, number & 255]
  return bytes.map(byte => byte.toString(16).padStart(2, '0')).join(':')
}

import type { ElementId } from '@/lib/net/element-id'
import { parseIp, type IpAddress } from '@/lib/net/ip-address'
import { err, ok, type Result } from '@/lib/net/result'
import type { Device } from '@/lib/network/device'
import type { DeviceId } from '@/lib/network/ids'
import type { Network } from '@/lib/network/network'

/** As much of a design as naming an end of a question needs. */
export interface NamedElements { readonly all: readonly { readonly id: ElementId; readonly element: { readonly kind: string; readonly name?: string } }[] }

/** An end of a question: devices of the design, an address (with the devices that own it), or else a name to look up. */
export type Endpoint =
  | { readonly type: 'devices'; readonly element: ElementId; readonly devices: readonly DeviceId[] }
  | { readonly type: 'address'; readonly address: IpAddress; readonly owners: readonly DeviceId[] }
  | { readonly type: 'name'; readonly name: string }

/** Letters, digits, hyphens and underscores, at most 63 in a label and 253 in all. Source: RFC 1035 section 2.3.4, RFC 2181 section 11. */
const NAME = /^(?=.{1,253}\.?$)[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?(\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\.?$/

export const isDnsName = (text: string): boolean => NAME.test(text)

/**
 * What a person means: in this order the id of an element, `<workload>-<n>` for one of its pods, a name that only one element has, an
 * address, or a DNS name.
 *
 * A name that several elements have is an error that lists their ids, and so is a text that is none of these.
 */
export function resolveEndpoint(text: string, view: NamedElements, network: Network): Result<Endpoint, string> {
  const byId = view.all.find(({ id }) => id === text)
  if (byId) return ok(devicesOf(byId.id, network))
  const one = devicesAndGuests(network).find(({ id }) => id === text)
  if (one) return ok({ type: 'devices', element: one.from, devices: [one.id] })
  const named = view.all.filter(({ element }) => element.name === text)
  const [only, ...others] = named
  if (others.length > 0) return err(`"${text}" is the name of several elements; write one of their ids: ${named.map(({ id }) => id).join(', ')}.`)
  if (only) return ok(devicesOf(only.id, network))
  const address = parseIp(text)
  if (address.ok) return ok({ type: 'address', address: address.value, owners: [...network.devices.values()].filter(owner => addressesOf(owner).includes(address.value)).map(({ id }) => id) })
  return isDnsName(text) ? ok({ type: 'name', name: text }) : err(`"${text}" is neither an element, nor an address, nor a DNS name.`)
}

const devicesOf = (element: ElementId, network: Network): Endpoint =>
  ({ type: 'devices', element, devices: devicesAndGuests(network).filter(({ from }) => from === element).map(({ id }) => id) })

/** Every device, and whoever asks by the network of one: pods in their node's network. */
const devicesAndGuests = ({ devices, stubResolvers }: Network): readonly { readonly id: DeviceId; readonly from: ElementId }[] =>
  [...devices.values(), ...[...stubResolvers].flatMap(([id, { from, runsOn }]) => (runsOn === undefined ? [] : [{ id, from }]))]

export const addressesOf = (device: Device): readonly IpAddress[] => device.interfaces.flatMap(item => item.addresses.map(own => own.address))

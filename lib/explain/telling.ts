import type { ElementId } from '@/lib/net/element-id'
import type { Device } from '@/lib/network/device'
import type { DeviceId, LinkId } from '@/lib/network/ids'
import type { Network } from '@/lib/network/network'
import type { Hop, Trace } from '@/lib/network/trace'
import type { Catalogue } from './catalogue'
import type { Evidence, Passed, Words } from './story'

/** What every part of a story needs: the Network for names and neighbours, the catalogue for words. */
export interface Telling {
  readonly network: Network
  readonly catalogue: Catalogue
  readonly membersOf: ReadonlyMap<LinkId, readonly Device[]>
}

/** One line of a way before it is numbered and before blockers are looked for. */
export interface Line {
  readonly element: ElementId
  readonly label: string
  readonly words: Words
  readonly failed: boolean
  /** What two ways share when they pass the same point, whatever happens there. */
  readonly slot: string
  /** Where else a blocker may say that it shows. */
  readonly around: readonly ElementId[]
  readonly evidence?: Evidence
  readonly passed?: readonly Passed[]
  /** Tells only that the packet passed through: left out where its device says something else. */
  readonly onlyIfAlone?: true
}

/** A step's surroundings. */
export interface At { readonly telling: Telling; readonly trace: Trace; readonly hop: Hop; readonly index: number }

export function startTelling(network: Network, catalogue: Catalogue): Telling {
  const membersOf = new Map<LinkId, Device[]>()
  for (const device of network.devices.values()) {
    for (const { link } of device.interfaces) membersOf.set(link, [...(membersOf.get(link) ?? []), device])
  }
  return { network, catalogue, membersOf }
}

/** The element a device stands for. */
export const elementOfDevice = ({ network }: Telling, id: DeviceId): ElementId => network.devices.get(id)?.from ?? (id as string as ElementId)

/** An element by its label; a device that is one of several of its element (a pod, a part) by its own id. */
export function labelOfDevice({ catalogue, network }: Telling, id: DeviceId): string {
  const from = network.devices.get(id)?.from
  return from !== undefined && (from as string) === id ? catalogue.labelOf(from) : id
}

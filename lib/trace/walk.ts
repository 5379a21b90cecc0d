import type { ElementId } from '@/lib/net/element-id'
import type { IpAddress } from '@/lib/net/ip-address'
import type { Device, Interface } from '@/lib/network/device'
import type { Flow } from '@/lib/network/flow'
import type { Code, DeviceId, TableId, TrackerId } from '@/lib/network/ids'
import type { NatRule } from '@/lib/network/nat-rule'
import type { Network } from '@/lib/network/network'
import type { Disposition, Fault, Header, Hop, Phase, Step } from '@/lib/network/trace'
import type { Facts, Withheld } from '@/lib/network/route'
import type { Member, NetworkIndex } from './index'
import { top, type Packet } from './packet'
import type { Tracked, TrackedFlow, TrackingTables } from './tracking'

/** What one branch of a conversation remembers from packet to packet. */
export interface Memory {
  readonly tables: TrackingTables
  /** Which of several equal ways a flow took, by device and five-tuple: a flow keeps its choice. */
  readonly choices: Map<string, number>
  /** Path MTUs that tunnels have learned for their outer packets, by device and address (RFC 1191 section 3, RFC 8201 section 4). */
  readonly pathMtus: Map<string, number>
}

export const emptyMemory = (): Memory => ({ tables: new Map(), choices: new Map(), pathMtus: new Map() })
export const copyMemory = ({ tables, choices, pathMtus }: Memory): Memory => ({ tables: new Map(tables), choices: new Map(choices), pathMtus: new Map(pathMtus) })

/** Where a device remembers how much fits towards a tunnel's other end. */
export const pathMtuKey = (device: string, address: string): string => `${device} ${address}`

/** What the one who failed says about it, if anything. */
export type Notice = { readonly says: 'unreachable' | 'refused' | 'reset' | 'ttl' } | { readonly says: 'too-big'; readonly mtuBytes: number }

export interface Ending {
  readonly disposition: Disposition
  readonly place: ElementId
  readonly notice: Notice | null
  /** Whether the device finds it only as it sends: its own TCP does not hear of that from the call, but from the error. */
  readonly onSending?: true
  readonly undetermined?: { readonly code: Code; readonly facts?: Facts }
  /** What the tunnel's own end has learned from it without anybody saying so. */
  readonly lesson?: TunnelLesson
  /** Whether the device has forgotten the flow by it, so that what TCP sends again begins another. */
  readonly forgets?: true
}

/** How much fits towards a tunnel's other end, by {@link Memory.pathMtus}' key. */
export interface TunnelLesson { readonly key: string; readonly bytes: number }

/** How an inner packet stood on its device when it was wrapped: by which interface it had come in, and what tracking had said of it. */
export type Inside = Pick<Walk, 'inInterface' | 'tracker' | 'tracked' | 'trackedHeader' | 'connectionMark'>

/** One branch of one packet's way, from its origin to its end. Only lib/trace changes it, and only while it walks. */
export interface Walk {
  packet: Packet
  device: Device
  inInterface: Interface | null
  /** The connection table that sees the packet on this device; null where a rule has kept it out. */
  tracker: TrackerId | null
  tracked: Tracked | null
  /** The flow that an ICMP error belongs to on the device that sends it, whatever the look-up would say. */
  attached: Tracked | null
  connectionMark: number
  /** Which rule of this device masquerades the flow that the packet begins, and by which interface it leaves. */
  masqueraded: TrackedFlow['masqueraded']
  /** Whether the second routing of an own packet is under way whose failure its sender does not hear of. */
  unheard: boolean
  /** The header as tracking saw it on this device, before any translation here. */
  trackedHeader: Header | null
  /** What was wrapped on this device, outermost last. */
  insides: readonly Inside[]
  /** The source that a translation on the way has hidden, and the rule that did. */
  hidden: { readonly source: IpAddress; readonly rule: NatRule } | null
  /** The header with which the packet set out, once its source is known. */
  sent: Header | null
  steps: Step[]
  readonly hops: Hop[]
  /** Better routes that were missing or shadowed on the way, earliest first. */
  readonly missed: Fault[]
  readonly visited: Set<string>
  /** How many hops it had made when it came by a second time in the same state; it goes on until its hop limit ends it. */
  loopedAt: number | null
  readonly memory: Memory
  fault: Fault | null
  ending: Ending | null
  /** The choices that made it, for the order of results. */
  branch: readonly number[]
  /** The source is still to be chosen by routing. */
  readonly unsourced: boolean
}

/** Who may accept the packet. */
export type Expectation =
  | { readonly type: 'listener'; readonly intended: ReadonlySet<DeviceId> | null }
  /** The end of a connection that is already open, and the header by which it knows it. */
  | { readonly type: 'connection'; readonly device: DeviceId; readonly header: Header }
  | { readonly type: 'home'; readonly device: DeviceId; readonly header: Header }
  /** What is said about a packet, to the one who sent it; `sent` is the header by which that one knows it. */
  | { readonly type: 'notice'; readonly device: DeviceId; readonly sent: Header | null }

/** What a run over all branches shares. */
export interface Run {
  readonly network: Network
  readonly index: NetworkIndex
  readonly expectation: Expectation
  readonly flow: Flow
  readonly phase: Phase
  readonly ended: Walk[]
  /** Those that were handed on to the next device and wait for their turn: hop by hop, all branches together. */
  waiting: { readonly walk: Walk; readonly to: Member }[]
  branches: number
  /** Where the most ways part, for the explanation when there are too many. */
  widest: { readonly device: DeviceId; readonly ways: number } | null
}

/** At most this many branches; past it the answer is undetermined. Source: DESIGN section 5. */
export const BRANCH_LIMIT = 1024
/** More hops than a hop limit and a few tunnels allow. */
export const HOP_LIMIT = 300

/** As many walks as there are ways to go: the first is the given one. */
export function fork(walk: Walk, run: Run, ways: number): readonly Walk[] {
  if (ways < 2) return [walk]
  const copies = Array.from({ length: ways - 1 }, (_, at): Walk => ({
    ...walk, branch: [...walk.branch, at + 1], steps: [...walk.steps], hops: [...walk.hops], missed: [...walk.missed], visited: new Set(walk.visited), memory: copyMemory(walk.memory),
  }))
  walk.branch = [...walk.branch, 0]
  run.branches += ways - 1
  if ((run.widest?.ways ?? 1) < ways) run.widest = { device: walk.device.id, ways }
  return [walk, ...copies]
}

export function end(walk: Walk, run: Run, ending: Ending, fault: Fault | null = null): void {
  walk.hops.push({ device: walk.device.id, element: walk.device.from, steps: walk.steps })
  walk.ending = ending
  walk.fault = fault
  run.ended.push(walk)
}

/** Ends because something here is not modelled. */
export function giveUp(walk: Walk, run: Run, code: Code, facts: Facts = {}): void {
  end(walk, run, { disposition: 'undetermined', place: walk.device.from, notice: null, undetermined: { code, facts } })
}

/** A packet that the device itself is sending: what goes wrong here, its own sender is told at once. Source: ip-route(8), "local senders get an error". */
export const isOwn = (walk: Walk): boolean => walk.inInterface === null && walk.packet.wraps.length === 0

/** Ends with a failure that the device itself would report by ICMP, if it is of the kind that does. */
export function failHere(walk: Walk, run: Run, disposition: Disposition, says: 'unreachable' | 'ttl' | 'silent' = 'unreachable', fault: Fault | null = null): void {
  end(walk, run, { disposition, place: walk.device.from, notice: says !== 'silent' && !walk.unheard && (walk.device.notices === 'icmp' || isOwn(walk)) ? { says } : null }, nobodyOwns(walk, run) ?? fault)
}

/** A packet that died on its way to an address that nothing owns and only some devices translate. */
function nobodyOwns(walk: Walk, run: Run): Fault | null {
  const virtual = run.index.virtual.get(top(walk.packet).destination)
  return virtual ? { why: { code: virtual.code, elements: [virtual.from], facts: { address: virtual.address } }, place: walk.device.from, mend: { type: 'nothing' } } : null
}

/** A missing route, as something to mend. */
export const missedRoute = (walk: Walk, table: Withheld, tableId: TableId): Fault =>
  ({ why: { ...table.why, facts: { destination: top(walk.packet).destination, ...table.why.facts } }, place: walk.device.from, mend: { type: 'route', device: walk.device.id, table: tableId, withheld: table } })

import type { ElementId } from '@/lib/net/element-id'
import type { IpAddress } from '@/lib/net/ip-address'
import type { Device, Interface } from '@/lib/network/device'
import type { Flow } from '@/lib/network/flow'
import type { Code, DeviceId, TableId } from '@/lib/network/ids'
import type { NatRule } from '@/lib/network/nat-rule'
import type { Network } from '@/lib/network/network'
import type { Disposition, Fault, Header, Hop, Phase, Step } from '@/lib/network/trace'
import type { Facts, Withheld } from '@/lib/network/route'
import type { NetworkIndex } from './index'
import { top, type Packet } from './packet'
import type { Tracked, TrackingTables } from './tracking'

/** What one branch of a conversation remembers from packet to packet. */
export interface Memory {
  readonly tables: TrackingTables
  /** Which of several equal ways a flow took, by device and five-tuple: a flow keeps its choice. */
  readonly choices: Map<string, number>
  /** Largest TCP segment that the ends agreed on, where something on the way clamped it. */
  mssBytes: number | null
}

export const emptyMemory = (): Memory => ({ tables: new Map(), choices: new Map(), mssBytes: null })
export const copyMemory = (memory: Memory): Memory => ({ tables: new Map(memory.tables), choices: new Map(memory.choices), mssBytes: memory.mssBytes })

/** What the one who failed says about it, if anything. */
export type Notice = { readonly says: 'unreachable' | 'refused' | 'reset' | 'ttl' } | { readonly says: 'too-big'; readonly mtuBytes: number }

export interface Ending {
  readonly disposition: Disposition
  readonly place: ElementId
  readonly notice: Notice | null
  readonly undetermined?: { readonly code: Code; readonly facts?: Facts }
}

/** One branch of one packet's way, from its origin to its end. Only lib/trace changes it, and only while it walks. */
export interface Walk {
  packet: Packet
  device: Device
  inInterface: Interface | null
  tracked: Tracked | null
  /** The header as tracking saw it on this device, before any translation here. */
  trackedHeader: Header | null
  /** The source that a translation on the way has hidden, and the rule that did. */
  hidden: { readonly source: IpAddress; readonly rule: NatRule } | null
  /** The header with which the packet set out, once its source is known. */
  sent: Header | null
  /** Bytes that each encapsulation added, outermost last. */
  overheads: readonly number[]
  steps: Step[]
  readonly hops: Hop[]
  /** Better routes that were missing or shadowed on the way, earliest first. */
  readonly missed: Fault[]
  readonly visited: Set<string>
  readonly memory: Memory
  fault: Fault | null
  ending: Ending | null
  /** The source is still to be chosen by routing. */
  readonly unsourced: boolean
}

/** Who may accept the packet. */
export type Expectation =
  | { readonly type: 'listener'; readonly intended: ReadonlySet<DeviceId> | null }
  | { readonly type: 'home'; readonly device: DeviceId; readonly header: Header }
  | { readonly type: 'notice'; readonly device: DeviceId }

/** What a run over all branches shares. */
export interface Run {
  readonly network: Network
  readonly index: NetworkIndex
  readonly expectation: Expectation
  readonly flow: Flow
  readonly phase: Phase
  readonly ended: Walk[]
  branches: number
}

/** At most this many branches; past it the answer is undetermined. Source: DESIGN section 5. */
export const BRANCH_LIMIT = 1024
/** More hops than any TTL allows. */
export const HOP_LIMIT = 128

export function fork(walk: Walk, run: Run): Walk {
  run.branches++
  return { ...walk, steps: [...walk.steps], hops: [...walk.hops], missed: [...walk.missed], visited: new Set(walk.visited), memory: copyMemory(walk.memory) }
}

export function end(walk: Walk, run: Run, ending: Ending, fault: Fault | null = null): void {
  walk.hops.push({ device: walk.device.id, element: walk.device.from, steps: walk.steps })
  walk.ending = ending
  walk.fault = fault
  run.ended.push(walk)
}

/** Ends with a failure that the device itself would report by ICMP, if it is of the kind that does. */
export function failHere(walk: Walk, run: Run, disposition: Disposition, says: 'unreachable' | 'ttl' = 'unreachable', fault: Fault | null = null): void {
  end(walk, run, { disposition, place: walk.device.from, notice: walk.device.notices === 'icmp' ? { says } : null }, nobodyOwns(walk, run) ?? fault)
}

/** A packet that died on its way to an address that nothing owns and only some devices translate. */
function nobodyOwns(walk: Walk, run: Run): Fault | null {
  const virtual = run.index.virtual.get(top(walk.packet).destination)
  return virtual ? { why: { code: virtual.code, elements: [virtual.from], facts: { address: virtual.address } }, place: walk.device.from, mend: { type: 'nothing' } } : null
}

/** A missing route, as something to mend. */
export const missedRoute = (walk: Walk, table: Withheld, tableId: TableId): Fault =>
  ({ why: { ...table.why, facts: { destination: top(walk.packet).destination, ...table.why.facts } }, place: walk.device.from, mend: { type: 'route', device: walk.device.id, table: tableId, withheld: table } })

export const seenHeader = (walk: Walk): Header => top(walk.packet)

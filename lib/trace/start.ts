import type { Device } from '@/lib/network/device'
import type { Header, Phase } from '@/lib/network/trace'
import type { Network } from '@/lib/network/network'
import type { Flow } from '@/lib/network/flow'
import { unspecified } from './source-address'
import { versionOf } from '@/lib/net/ip-address'
import type { NetworkIndex } from './index'
import type { Unsourced } from './originate'
import { originate, receive } from './pipeline'
import { DEFAULT_TTL, top, type Packet, type Segment } from './packet'
import { joinEqual } from './state-key'
import type { Expectation, Memory, Run, Walk } from './walk'

interface Start {
  readonly device: Device
  readonly header: Unsourced
  readonly memory: Memory
  readonly phase: Phase
  readonly segment: Segment
  readonly sizeBytes: number
  readonly dontFragment: boolean
  readonly ttl?: number | undefined
  readonly quoted?: Header
}

export function startWalk(start: Start): Walk {
  const packet: Packet = {
    headers: [{ ...start.header, source: start.header.source ?? unspecified(versionOf(start.header.destination)) }], wraps: [], sizeBytes: start.sizeBytes, dontFragment: start.dontFragment,
    ttl: start.ttl ?? DEFAULT_TTL, mark: 0, phase: start.phase, segment: start.segment, mssBytes: null, fragmented: false, ...(start.quoted ? { quoted: start.quoted } : {}),
  }
  return {
    packet, device: start.device, inInterface: null, tracker: start.device.tracker, tracked: null, attached: null, connectionMark: 0, masqueraded: null, unheard: false, trackedHeader: null, insides: [], hidden: null, sent: null, steps: [], hops: [],
    missed: [], visited: new Set(), loopedAt: null, memory: start.memory, fault: null, ending: null, branch: [], unsourced: start.header.source === undefined,
  }
}

/** So many branches are told one by one; where there are more, those in the same state are one. */
const APART_LIMIT = 16

/**
 * Walks every branch to its end, all of them one hop at a time. Past 1,024 branches the rest is undetermined, and the device where most
 * ways part is named. Source: DESIGN section 5.
 */
export function walkAll({ walk, ...shared }: { readonly network: Network; readonly index: NetworkIndex; readonly flow: Flow; readonly expectation: Expectation; readonly walk: Walk }): readonly Walk[] {
  const run: Run = { ...shared, phase: walk.packet.phase, ended: [], waiting: [], branches: 1, widest: null }
  const { source: _source, ...rest } = top(walk.packet)
  originate(walk, run, walk.unsourced ? rest : top(walk.packet))
  while (run.waiting.length > 0) {
    const level = run.waiting.length > APART_LIMIT ? joinEqual(run.waiting) : run.waiting
    run.branches -= run.waiting.length - level.length
    run.waiting = []
    for (const { walk: branch, to } of level) receive(branch, run, to)
  }
  return run.ended.sort((a, b) => compareBranches(a.branch, b.branch))
}

/** In the order of the choices, so that the same question gives the same list. */
function compareBranches(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((choice, index) => choice !== b[index])
  return at < 0 ? a.length - b.length : (a[at] as number) - (b[at] ?? -1)
}

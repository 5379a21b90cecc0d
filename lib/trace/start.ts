import type { Device } from '@/lib/network/device'
import type { Header, Phase } from '@/lib/network/trace'
import type { Network } from '@/lib/network/network'
import type { Flow } from '@/lib/network/flow'
import type { NetworkIndex } from './index'
import { originate } from './pipeline'
import { DEFAULT_TTL, top, type Packet, type TcpSegment } from './packet'
import type { Expectation, Memory, Run, Walk } from './walk'

interface Start {
  readonly device: Device
  readonly header: Omit<Header, 'source'> & { readonly source?: Header['source'] }
  readonly memory: Memory
  readonly phase: Phase
  readonly segment: TcpSegment
  readonly sizeBytes: number
  readonly dontFragment: boolean
  readonly quoted?: Header
}

export function startWalk(start: Start): Walk {
  const packet: Packet = {
    headers: [{ ...start.header, source: start.header.source ?? start.header.destination }], sizeBytes: start.sizeBytes, dontFragment: start.dontFragment,
    ttl: DEFAULT_TTL, mark: 0, phase: start.phase, segment: start.segment, ...(start.quoted ? { quoted: start.quoted } : {}),
  }
  return {
    packet, device: start.device, inInterface: null, tracked: null, trackedHeader: null, hidden: null, sent: null, overheads: [], steps: [], hops: [],
    missed: [], visited: new Set(), memory: start.memory, fault: null, ending: null, unsourced: start.header.source === undefined,
  }
}

/** Walks every branch to its end. */
export function walkAll({ walk, ...shared }: { readonly network: Network; readonly index: NetworkIndex; readonly flow: Flow; readonly expectation: Expectation; readonly walk: Walk }): readonly Walk[] {
  const run: Run = { ...shared, phase: walk.packet.phase, ended: [], branches: 1 }
  const header = top(walk.packet)
  const { source: _source, ...rest } = header
  originate(walk, run, walk.unsourced ? rest : header)
  return run.ended
}

import type { Disposition, Trace } from '@/lib/network/trace'
import { trafficOf } from './headers'
import { sentenceFor } from './sentence'
import type { Words } from './story'
import type { Line, Telling } from './telling'
import { code, say } from './words'

const REASONS: Readonly<Partial<Record<Disposition, string>>> = {
  'no-route': 'nothing leads on from here',
  'null-routed': 'a route drops it in silence',
  'neighbor-unreachable': 'nobody on the link answers for the destination',
  'ttl-exceeded': 'it has passed too many hops',
  'tunnel-down': 'the tunnel is down',
  'protocol-not-carried': 'this protocol is not carried here',
  'not-a-reply': 'it comes from another address or port than the one that was asked',
  'delivered-elsewhere': 'accepted by a device that was not meant',
  loop: 'it has been here before',
}

/** How a way ended, where no step of it says so; null where one does, or where it arrived. */
export function endingLine(trace: Trace, last: Line | undefined, telling: Telling): Line | null {
  if (trace.disposition === 'accepted' || trace.disposition === 'proxied' || last?.failed) return null
  const beyond = trace.disposition === 'exits-network' || trace.disposition === 'delivered-to-subnet' || trace.disposition === 'undetermined'
  return {
    element: trace.place, label: telling.catalogue.labelOf(trace.place), failed: !beyond, slot: 'ending', around: trace.faults.flatMap(fault => fault.why.elements),
    words: beyond ? beyondWords(trace, telling) : say`${trace.disposition}: ${reasonOf(trace)}`,
  }
}

function reasonOf(trace: Trace): Words {
  const { protocol, destinationPort } = trace.arrived
  if (trace.disposition === 'refused') return say`nothing listens on ${code(trafficOf(protocol, destinationPort))}`
  return [REASONS[trace.disposition] ?? 'it goes no further']
}

function beyondWords(trace: Trace, { catalogue }: Telling): Words {
  if (trace.disposition === 'exits-network') return ['exits-network: what happens beyond is not part of the design']
  if (trace.disposition === 'delivered-to-subnet') return ['delivered-to-subnet: whether anybody there takes it is not part of the design']
  const unknown = trace.undetermined
  const said = unknown ? sentenceFor(unknown.code, unknown.facts ?? {}, catalogue) ?? [unknown.code] : ['not modelled']
  return say`undetermined: ${said}`
}

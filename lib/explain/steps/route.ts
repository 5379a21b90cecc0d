import { formatCidr } from '@/lib/net/cidr'
import type { Device } from '@/lib/network/device'
import type { Route } from '@/lib/network/route'
import type { LostRoute, Step } from '@/lib/network/trace'
import { headerAt } from '@/lib/explain/headers'
import { neighbourFor, nextHopLabel, routeWords } from '@/lib/explain/next-hops'
import { wordsOfCode } from '@/lib/explain/sentence'
import type { Evidence, EvidenceRow, Words } from '@/lib/explain/story'
import { labelOfDevice, type At, type Line, type Telling } from '@/lib/explain/telling'
import { code, say } from '@/lib/explain/words'

type Routed = Extract<Step, { type: 'route' }>

/** Why a route lost, in a reader's words. */
export const LOST_WORDS: Readonly<Record<LostRoute['why'], string>> = {
  shorter: 'shorter', 'less-preferred': 'less preferred', shadowed: 'a local range wins', requires: 'its condition does not hold',
}

/**
 * "vpc-a  route 10.24.0.0/14 via vgw-a (propagated)  over 0.0.0.0/0 via nat-a (shorter)". An endpoint's only way out is not worth a line,
 * and neither is a machine that does nothing but pass on where its device says something else.
 */
export function tellRoute(step: Routed, at: At): Line | null {
  const { telling, hop } = at
  const device = telling.network.devices.get(hop.device)
  const dead = step.matched === null || step.matched.nextHop.type === 'blackhole' || step.matched.nextHop.type === 'unreachable'
  if (!dead && device?.role === 'endpoint') return null
  return {
    element: step.from, label: step.from === hop.element ? labelOfDevice(telling, hop.device) : telling.catalogue.labelOf(step.from),
    failed: dead, slot: `route ${step.table}`, around: [hop.element], words: words(step, at, device), evidence: evidenceOf(step, telling, device),
    ...(!dead && !contested(step, device) ? { onlyIfAlone: true as const } : {}),
  }
}

function contested(step: Routed, device: Device | undefined): boolean {
  return device?.role === 'router' || step.ways > 1 || step.withheld.length > 0 || step.lost.some(lost => lost.why !== 'shorter')
}

function words(step: Routed, at: At, device: Device | undefined): Words {
  const { telling, trace } = at
  const others = besides(step, telling, device)
  const { matched } = step
  if (matched === null) return say`${trace.disposition}: no route to ${code(trace.arrived.destination)}${others}`
  const ways = step.ways > 1 ? say`, one of ${code(step.ways)}${step.certain ? '' : ', nobody can say which'}` : []
  const head = say`route ${routeWords(telling, device, matched, destinationLabel(at, device, matched))} (${matched.origin})${ways}`
  if (matched.nextHop.type === 'blackhole') return say`${trace.disposition}: route ${code(formatCidr(matched.prefix))} drops it (${matched.origin})${others}`
  if (matched.nextHop.type === 'unreachable') return say`${trace.disposition}: route ${code(formatCidr(matched.prefix))} refuses it (${matched.origin})${others}`
  return say`${head}${others}`
}

/** On a segment, the neighbour that the packet is for rather than the segment. */
function destinationLabel(at: At, device: Device | undefined, matched: Route): string {
  const { nextHop } = matched
  const neighbour = nextHop.type === 'connected' ? neighbourFor(at.telling, device, nextHop.interfaceId, headerAt(at)?.destination) : undefined
  return neighbour ? labelOfDevice(at.telling, neighbour.id) : nextHopLabel(at.telling, device, nextHop)
}

/** The loser or the withheld route that a reader would have expected. */
function besides(step: Routed, telling: Telling, device: Device | undefined): Words {
  const [withheld] = step.withheld
  if (withheld) return say`  without ${routeWords(telling, device, withheld.route)} (${wordsOfCode(withheld.why.code)})`
  const lost = step.lost.find(other => other.why !== 'shorter') ?? step.lost.find(other => device?.role === 'router' && other.route.nextHop.type !== 'blackhole')
  return lost ? say`  over ${routeWords(telling, device, lost.route)} (${LOST_WORDS[lost.why]})` : []
}

function evidenceOf(step: Routed, telling: Telling, device: Device | undefined): Evidence {
  const row = (state: EvidenceRow['state'], route: Route, why: string): EvidenceRow =>
    ({ state, cells: [formatCidr(route.prefix), nextHopLabel(telling, device, route.nextHop), route.origin], why, element: route.from })
  return {
    kind: 'routes', title: `Routes of ${telling.catalogue.labelOf(step.from)}`, columns: ['prefix', 'next hop', 'origin'],
    rows: [
      ...(step.matched ? [row('matched', step.matched, matchedWhy(step))] : []),
      ...step.lost.map(lost => row('lost', lost.route, LOST_WORDS[lost.why])),
      ...step.withheld.map(withheld => row('withheld', withheld.route, wordsOfCode(withheld.why.code))),
    ],
  }
}

function matchedWhy(step: Routed): string {
  if (step.ways > 1) return `one of ${step.ways} equal ones`
  if (step.lost.length === 0) return 'the only one'
  if (step.lost.some(lost => lost.why === 'shadowed')) return 'a local range wins'
  return step.lost.some(lost => lost.why === 'less-preferred') ? 'preferred' : 'longest prefix'
}

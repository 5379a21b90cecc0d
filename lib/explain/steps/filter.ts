import type { FilterRule } from '@/lib/network/filter'
import type { Header, Phase, Step } from '@/lib/network/trace'
import { headerAt, trafficOf } from '@/lib/explain/headers'
import { addressesText, trafficText } from '@/lib/explain/matches'
import type { Evidence, EvidenceRow, Words } from '@/lib/explain/story'
import type { At, Line } from '@/lib/explain/telling'
import { code, say } from '@/lib/explain/words'

type Filtered = Extract<Step, { type: 'filter' }>

/** What a filter said, where anything decided it: a rule, connection tracking, or a default that refuses. */
export function tellFilter(step: Filtered, at: At): Line | null {
  const { filter, verdict, by, rule } = step
  const accepted = verdict === 'accept'
  if (accepted && by === 'default') return null
  const element = decider(step)
  const header = headerAt(at)
  return {
    element, label: at.telling.catalogue.labelOf(element), failed: !accepted, slot: `filter ${filter.id}`,
    around: [filter.guards.element, filter.from, ...filter.otherwise.elements], evidence: evidenceOf(step, at),
    words: accepted ? acceptance(step, header, at.trace.phase) : refusal(step, rule, header),
  }
}

/** Whose rule it was, or whose default. */
export function decider({ filter, rule }: Filtered): Line['element'] {
  if (rule && !standsForMended(filter.codes.denied, rule)) return rule.from
  return filter.otherwise.elements[0] ?? filter.from
}

/** The blocker search admits a packet by an accepting rule that carries the code of the refusal. */
const standsForMended = (denied: string, rule: FilterRule) => rule.action.type === 'accept' && rule.code === denied

function acceptance({ filter, by, rule }: Filtered, header: Header | undefined, phase: Phase): Words {
  const way = filter.guards.direction === 'in' ? 'lets in' : 'lets out'
  const what = header ? say` ${code(trafficOf(header.protocol, header.destinationPort))} ${filter.guards.direction === 'in' ? say`from ${code(header.source)}` : say`to ${code(header.destination)}`}` : []
  if (by === 'tracking') return say`${way} ${phase === 'open' || phase === 'continue' ? 'the known flow' : 'the reply'} (tracked)`
  return rule && standsForMended(filter.codes.denied, rule) ? say`would have to let it ${filter.guards.direction === 'in' ? 'in' : 'out'}` : say`${way}${what} (${rule ? `rule ${rule.name}` : 'default'})`
}

function refusal({ filter, by, verdict }: Filtered, rule: FilterRule | undefined, header: Header | undefined): Words {
  const ending = `${verdict === 'reject' ? 'rejected, ' : ''}denied-${filter.guards.direction}`
  const what = header ? say`${code(trafficOf(header.protocol, header.destinationPort))} from ${code(header.source)} to ${code(header.destination)}` : ['the packet']
  if (by === 'tracking') return say`${ending}: ${what} belongs to no tracked flow`
  return rule ? say`${ending}: rule ${rule.name} refuses ${what}` : say`${ending}: no rule admits ${what}`
}

function evidenceOf({ filter, rule, lost, by, verdict }: Filtered, { telling }: At): Evidence {
  const row = (state: EvidenceRow['state'], of: FilterRule, why: string): EvidenceRow =>
    ({ state, cells: [of.name, of.action.type, trafficText(of.match), addressesText(of.match.sources), addressesText(of.match.destinations)], why, element: of.from })
  const ending = (name: string, why: string): EvidenceRow => ({ state: 'matched', cells: [name, verdict, 'all', 'any', 'any'], why, element: filter.from })
  return {
    kind: 'rules', title: `Rules at ${telling.catalogue.labelOf(filter.guards.element)}, ${filter.guards.direction}`, columns: ['rule', 'action', 'traffic', 'from', 'to'],
    rows: [
      ...lost.map(other => row('lost', other, 'does not match')),
      ...(rule ? [row('matched', rule, 'first match')] : [ending(by, by === 'tracking' ? 'decided by the state of the flow' : 'no rule matches')]),
    ],
  }
}

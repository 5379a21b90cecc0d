import type { Context } from '@/lib/mechanisms/types'
import type { Problem } from '@/lib/network/problem'

/** Names are unique in a network; an inbound rule looks at sources, an outbound one at destinations. Source: Google Cloud VPC documentation, "VPC firewall rules". */
export function checkFirewall({ view, id, subject }: Context<'firewall', unknown>): readonly Problem[] {
  return subject.rules.flatMap((rule, index): readonly Problem[] => {
    const problem = (severity: Problem['severity'], code: Problem['code'], field: string): Problem =>
      ({ severity, code, element: id, field: `rules.${index}.${field}`, facts: { firewall: view.nameOf(id), rule: rule.name, direction: rule.direction } })
    const [own, other] = rule.direction === 'ingress' ? [rule.sources, rule.destinations] as const : [rule.destinations, rule.sources] as const
    return [
      ...(own === undefined && other !== undefined ? [problem('warning', 'gcp-firewall.wrong-side', rule.direction === 'ingress' ? 'destinations' : 'sources')] : []),
      ...(subject.rules.findIndex(earlier => earlier.name === rule.name) < index ? [problem('error', 'gcp-firewall.name-twice', 'name')] : []),
    ]
  })
}

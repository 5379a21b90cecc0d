import type { Context } from '@/lib/mechanisms/types'
import type { Problem } from '@/lib/network/problem'

/** A rule number stands for one rule of a direction. Source: Amazon VPC user guide, "Network ACL rules". */
export function checkAcl({ view, id, subject }: Context<'network-acl', unknown>): readonly Problem[] {
  return (['ingress', 'egress'] as const).flatMap(list => subject[list].flatMap((rule, index): Problem[] => {
    const first = subject[list].findIndex(other => other.number === rule.number)
    const facts = { acl: view.nameOf(id), direction: list === 'ingress' ? 'inbound' : 'outbound', number: String(rule.number) }
    return first < index ? [{ severity: 'error', code: 'aws-network-acl.number-twice', element: id, field: `${list}.${index}.number`, facts }] : []
  }))
}

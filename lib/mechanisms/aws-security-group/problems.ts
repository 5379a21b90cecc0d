import type { Context } from '@/lib/mechanisms/types'
import { parseCidr } from '@/lib/net/cidr'
import type { Problem } from '@/lib/network/problem'
import { protectedBy } from './interfaces'

/** Groups belong to one VPC, and so do their members and, but for peerings, the groups they name. Source: Amazon VPC user guide, "Security groups". */
export function checkGroup({ view, id, subject }: Context<'security-group', unknown>): readonly Problem[] {
  const lists = [['ingress', subject.ingress ?? []], ['egress', subject.egress ?? []]] as const
  const peers = lists.flatMap(([list, rules]) => rules.flatMap((rule, index) => rule.peers.flatMap((peer, position): Problem[] => {
    if (parseCidr(peer).ok) return []
    const other = view.get(peer, 'security-group')
    const common = { element: id, field: `${list}.${index}.peers.${position}`, facts: { group: view.nameOf(id), peer: view.nameOf(peer) } }
    if (!other) return [{ severity: 'error', code: 'aws-security-group.unknown-peer', ...common }]
    return other.parent === subject.parent || arePeered(view, other.parent, subject.parent) ? [] : [{ severity: 'warning', code: 'aws-security-group.peer-elsewhere', ...common }]
  })))
  const members = protectedBy(view, id).flatMap((at): Problem[] => {
    const vpc = view.get(at.element.subnet, 'subnet')?.parent
    const field = `securityGroups.${(at.element.securityGroups ?? []).indexOf(id)}`
    return vpc === subject.parent ? [] : [{ severity: 'error', code: 'aws-security-group.of-another-vpc', element: at.id, field, facts: { element: view.nameOf(at.id), group: view.nameOf(id) } }]
  })
  return [...peers, ...members]
}

const arePeered = (view: Context<'security-group', unknown>['view'], a = '', b = '') =>
  view.linksOf('peering').some(({ link }) => link.ends.includes(a) && link.ends.includes(b))

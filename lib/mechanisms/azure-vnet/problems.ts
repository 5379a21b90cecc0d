import type { Context } from '@/lib/mechanisms/types'
import { cidr, covers, overlaps } from '@/lib/net/cidr'
import { elementId } from '@/lib/net/element-id'
import type { Problem } from '@/lib/network/problem'

/** Source: Azure documentation, "Virtual network FAQ": smallest subnet /29. */
const LONGEST_SUBNET = 29

export const checkVnet = ({ view, id, subject }: Context<'vpc', unknown>): readonly Problem[] =>
  (subject.cidrs ?? []).length > 0 ? [] : [{ severity: 'error', code: 'azure-vnet.no-range', element: id, field: 'cidrs', facts: { vnet: view.nameOf(id) } }]

export function checkSubnet({ view, id, subject }: Context<'subnet', unknown>): readonly Problem[] {
  const vnet = subject.parent ?? ''
  const range = cidr(subject.cidr)
  const problem = (code: Problem['code'], facts: Problem['facts'] = {}): Problem => ({ severity: 'error', code, element: id, field: 'cidr', facts: { subnet: view.nameOf(id), range: subject.cidr, vnet: view.nameOf(vnet), ...facts } })
  const earlier = view.childrenOf(elementId(vnet), 'subnet').filter(other => other.id < id && overlaps(cidr(other.element.cidr), range))
  return [
    ...(view.get(vnet, 'vpc')?.cidrs ?? []).some(outer => covers(cidr(outer), range)) ? [] : [problem('azure-vnet.subnet-outside')],
    ...range.length > LONGEST_SUBNET ? [problem('azure-vnet.subnet-size')] : [],
    ...earlier.map(other => problem('azure-vnet.subnets-overlap', { other: view.nameOf(other.id), otherRange: other.element.cidr })),
  ]
}

import type { Context } from '@/lib/mechanisms/types'
import type { Problem } from '@/lib/network/problem'
import { LINK_LOCAL_RESOLVER, resolverAddress } from './device'

/** The resolver's address is not chosen. Source: Amazon VPC user guide, "DNS attributes for your VPC". */
export function checkResolver({ view, id, subject }: Context<'name-server', unknown>): readonly Problem[] {
  const expected = resolverAddress(view, subject.parent ?? '')
  if (subject.address === undefined || expected === undefined || subject.address === expected || subject.address === LINK_LOCAL_RESOLVER) return []
  return [{ severity: 'error', code: 'aws-resolver.address', element: id, field: 'address', facts: { vpc: view.nameOf(subject.parent ?? ''), expected, address: subject.address } }]
}

import type { Context } from '@/lib/mechanisms/types'
import { cidr, contains } from '@/lib/net/cidr'
import { ip } from '@/lib/net/ip-address'
import type { Problem } from '@/lib/network/problem'
import { addressesUsedTwice } from './address-uses'

/** A node stands inside its subnet, with an address of its own. */
export function checkNode({ view, id, subject }: Context<'node', unknown>): readonly Problem[] {
  const subnet = view.get(subject.subnet, 'subnet')
  const outside = subnet && !contains(cidr(subnet.cidr), ip(subject.address))
  return [
    ...(outside ? [{
      severity: 'error', code: 'kubernetes.node-outside-subnet', element: id, field: 'address',
      facts: { node: view.nameOf(id), address: subject.address, subnet: view.nameOf(subject.subnet), range: subnet.cidr },
    } as const] : []),
    ...addressesUsedTwice(view, id),
  ]
}

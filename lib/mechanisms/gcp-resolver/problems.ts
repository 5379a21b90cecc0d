import type { Context } from '@/lib/mechanisms/types'
import { cidr, contains } from '@/lib/net/cidr'
import { elementId } from '@/lib/net/element-id'
import { ip } from '@/lib/net/ip-address'
import type { Problem } from '@/lib/network/problem'
import type { Config } from './config'

/** Entry points inside their subnets, peering zones that lead somewhere, and a region to forward from. */
export function problemsOf({ view, id, subject, config }: Context<'name-server', Config>): readonly Problem[] {
  const problem = (code: Problem['code'], field: string, facts: Problem['facts'] = {}): Problem => ({ severity: 'error', code, element: id, field: `config.${field}`, facts: { server: view.nameOf(id), ...facts } })
  const subnets = view.childrenOf(elementId(subject.parent ?? ''), 'subnet')
  return [
    ...config.inbound.flatMap(({ subnet, address }, at): readonly Problem[] => {
      const range = view.get(subnet, 'subnet')?.cidr
      return range !== undefined && !contains(cidr(range), ip(address)) ? [problem('gcp-resolver.entry-outside-subnet', `inbound.${at}.address`, { address, subnet: view.nameOf(subnet), range })] : []
    }),
    ...config.peering.flatMap(({ zone, network }, at): readonly Problem[] =>
      view.childrenOf(elementId(network), 'name-server').length > 0 ? [] : [problem('gcp-resolver.producer-without-resolver', `peering.${at}.network`, { zone, network: view.nameOf(network) })]),
    ...config.forwarding.length + config.outbound.length > 0 && subnets.length === 0 ? [problem('gcp-resolver.without-region', 'forwarding')] : [],
  ]
}

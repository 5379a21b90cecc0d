import { cidr, contains } from '@/lib/net/cidr'
import { ip } from '@/lib/net/ip-address'
import type { Problem } from '@/lib/network/problem'
import { backendsOf, balancerRegion, readyPods, type BalancerContext } from './backends'

export function checkBalancer(context: BalancerContext): readonly Problem[] {
  const { view, id, subject } = context
  const subnet = view.get(subject.subnet, 'subnet')
  const facts = { balancer: view.nameOf(id), address: subject.address, subnet: view.nameOf(subject.subnet), range: subnet?.cidr ?? '', target: view.nameOf(subject.target), region: balancerRegion(context) ?? '' }
  const problem = (severity: Problem['severity'], code: Problem['code'], field: string): Problem => ({ severity, code, element: id, field, facts })
  const away = subnet?.parent !== subject.parent
  return [
    ...(away ? [problem('error', 'gcp-internal-load-balancer.other-network', 'subnet')] : []),
    ...(!away && subnet && !contains(cidr(subnet.cidr), ip(subject.address)) ? [problem('error', 'gcp-internal-load-balancer.address-outside', 'address')] : []),
    ...(readyPods(context).length === 0 ? [problem('warning', 'gcp-internal-load-balancer.no-target', 'target')] : []),
    ...(readyPods(context).length > 0 && backendsOf(context).length === 0 ? [problem('error', 'gcp-internal-load-balancer.backends-elsewhere', 'target')] : []),
  ]
}

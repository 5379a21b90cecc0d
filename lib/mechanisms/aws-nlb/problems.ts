import type { Context } from '@/lib/mechanisms/types'
import { cidr, contains } from '@/lib/net/cidr'
import { ip } from '@/lib/net/ip-address'
import type { Problem } from '@/lib/network/problem'
import type { NlbConfig } from './config'
import { targetsOf } from './targets'

/** A balancer stands in a subnet of its VPC with an address of it, has targets, and cannot hide UDP clients. Source: as keepsClient. */
export function checkBalancer({ view, id, subject, config }: Context<'load-balancer', NlbConfig>): readonly Problem[] {
  const subnet = view.get(subject.subnet, 'subnet')
  const problem = (severity: Problem['severity'], code: Problem['code'], field: string): Problem => ({
    severity, code, element: id, field,
    facts: { balancer: view.nameOf(id), address: subject.address, subnet: view.nameOf(subject.subnet), range: subnet?.cidr ?? '', target: view.nameOf(subject.target) },
  })
  const udp = subject.listeners.some(listener => listener.protocol === 'udp')
  return [
    ...(subnet && !contains(cidr(subnet.cidr), ip(subject.address)) ? [problem('error', 'aws-nlb.outside-subnet', 'address')] : []),
    ...(subnet && subnet.parent !== subject.parent ? [problem('error', 'aws-nlb.of-another-vpc', 'subnet')] : []),
    ...(subject.listeners.some(listener => targetsOf(view, subject, listener).length === 0) ? [problem('warning', 'aws-nlb.targets-missing', 'target')] : []),
    ...(udp && config.preserveClientIp === false ? [problem('warning', 'aws-nlb.preserves-anyway', 'config.preserveClientIp')] : []),
  ]
}

import { contains, formatCidr } from '@/lib/net/cidr'
import type { Problem } from '@/lib/network/problem'
import { internetOf, privateEnd, type ApiContext } from './device'

/** An API server that somebody can reach. */
export function checkApiServer(context: ApiContext): readonly Problem[] {
  const { view, id, subject } = context
  const { publicAddress, address, subnet, allowed } = subject
  const inside = privateEnd(context)
  const problem = (code: Problem['code'], field: string, facts: Problem['facts'] = {}, severity: Problem['severity'] = 'error'): Problem =>
    ({ severity, code, element: id, field, facts: { server: view.nameOf(id), ...facts } })
  return [
    ...(publicAddress === undefined && address === undefined ? [problem('api-server.without-address', 'publicAddress')] : []),
    ...(publicAddress !== undefined && internetOf(view) === undefined ? [problem('api-server.no-internet', 'publicAddress', {}, 'warning')] : []),
    ...(address !== undefined && subnet === undefined ? [problem('api-server.private-without-subnet', 'subnet')] : []),
    ...(inside && !contains(inside.range, inside.address) ? [problem('api-server.outside-subnet', 'address', { address: inside.address, subnet: view.nameOf(inside.subnet), range: formatCidr(inside.range) })] : []),
    ...(allowed !== undefined && publicAddress === undefined ? [problem('api-server.allowed-without-public', 'allowed', {}, 'warning')] : []),
  ]
}

import { rangesOfVpc, vpcOfSubnet } from '@/lib/design/clusters'
import { cidr, type Cidr } from '@/lib/net/cidr'
import { PROTOCOLS } from '@/lib/net/protocol'
import type { Addition } from '@/lib/network/addition'
import type { Filter } from '@/lib/network/filter'
import type { Code } from '@/lib/network/ids'
import { deviceOf, filterOf, interfaceOf } from '@/lib/network/names'
import { onePort } from '@/lib/network/plain'
import { portOf, privateEnd, publicEnd, type ApiContext } from './device'

/**
 * Who may ask: at the public endpoint its allowed ranges, or everybody; at the private one its own network.
 * Sources: EKS user guide, "Cluster API server endpoint" (publicAccessCidrs); GKE documentation, "Authorized networks".
 */
export function endpointFilters(context: ApiContext): readonly Addition[] {
  const { view, id, subject } = context
  const inside = privateEnd(context)
  const vpc = inside && vpcOfSubnet(view, inside.subnet)
  return [
    ...publicEnd(context) && subject.allowed ? [filterAt(context, 'public', 'api-server.allowed', subject.allowed.map(text => cidr(text)))] : [],
    ...inside ? [filterAt(context, 'private', 'api-server.own-network', vpc ? rangesOfVpc(view, vpc.id) : [inside.range])] : [],
  ].map((filter): Addition => ({ add: 'filter', at: { device: deviceOf(id), port: interfaceOf(deviceOf(id), filter.name) }, filter: filter.filter }))
}

function filterAt(context: ApiContext, name: 'public' | 'private', code: Code, cidrs: readonly Cidr[]): { readonly name: string; readonly filter: Filter } {
  const { id } = context
  const match = { sources: { cidrs }, protocols: [{ protocol: PROTOCOLS.tcp, ports: [onePort(portOf(context))] }] }
  return {
    name,
    filter: {
      id: filterOf(interfaceOf(deviceOf(id), name), 'allowed'), from: id, guards: { element: id, direction: 'in' }, hook: 'ingress', stateful: true,
      rules: [{ code, from: id, name: 'allowed', order: 0, match, action: { type: 'accept' } }],
      otherwise: { action: { type: 'drop' }, code: 'filter.denied', elements: [id] },
      codes: { denied: 'filter.denied', reply: 'filter.denied', hidden: 'nat.hides-source' },
    },
  }
}

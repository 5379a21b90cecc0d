import { DEFAULT_V4, hostCidr, nthAddress } from '@/lib/net/cidr'
import type { Addition } from '@/lib/network/addition'
import { deviceOf, interfaceOf, tableOf } from '@/lib/network/names'
import type { Route } from '@/lib/network/route'
import { privateEnd, publicEnd, type ApiContext } from './device'

/** Answers leave by the endpoint that was asked: the private one into its subnet's router, the public one to the internet. */
export function endpointRoutes(context: ApiContext): readonly Addition[] {
  const { id } = context
  const device = deviceOf(id)
  const outside = publicEnd(context)
  const inside = privateEnd(context)
  const additions: Addition[] = []
  if (outside) {
    const internet = deviceOf(outside.internet)
    const known: Route = { code: 'api-server.public-route', from: id, prefix: hostCidr(outside.address), nextHop: { type: 'interface', interfaceId: interfaceOf(internet, id) }, origin: 'public', preference: 0 }
    const back: Route = { code: 'api-server.default', from: id, prefix: DEFAULT_V4, nextHop: { type: 'interface', interfaceId: interfaceOf(device, 'public') }, origin: 'default', preference: 0 }
    additions.push({ add: 'route', device: internet, table: tableOf(internet, 'main'), route: known }, { add: 'route', device, table: tableOf(device, 'main'), route: back })
  }
  if (inside) {
    const address = nthAddress(inside.range, 1) ?? inside.range.address
    const route: Route = { code: 'api-server.private', from: inside.subnet, prefix: DEFAULT_V4, nextHop: { type: 'via', address, interfaceId: interfaceOf(device, 'private') }, origin: 'default', preference: 0 }
    const neighbours: Route = { code: 'api-server.private', from: inside.subnet, prefix: inside.range, nextHop: { type: 'connected', interfaceId: interfaceOf(device, 'private') }, origin: 'connected', preference: 0 }
    additions.push(
      { add: 'route', device, table: tableOf(device, 'private'), route },
      ...speaksDirectly(context, inside.subnet) ? [{ add: 'route', device, table: tableOf(device, 'private'), route: neighbours } as const] : [],
      { add: 'policy-rule', device, rule: { code: 'api-server.private', from: id, priority: 100, match: { sources: { cidrs: [hostCidr(inside.address)] } }, table: tableOf(device, 'private'), final: true } },
      ...outside ? [] : [{ add: 'route', device, table: tableOf(device, 'main'), route } as const],
    )
  }
  return additions
}

/** In a subnet of AWS neighbours speak directly, past network ACLs; elsewhere through the router. Source: Amazon VPC user guide, "Network ACLs". */
const speaksDirectly = ({ view }: ApiContext, subnet: string): boolean => view.providerOf(subnet) === 'aws'

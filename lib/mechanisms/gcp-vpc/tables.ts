import type { DesignView } from '@/lib/design/view'
import { DEFAULT_V4 } from '@/lib/net/cidr'
import type { ElementId } from '@/lib/net/element-id'
import { deviceOf, interfaceOf } from '@/lib/network/names'
import { plainTable } from '@/lib/network/plain'
import type { Route, RouteTable } from '@/lib/network/route'
import { internetOf, rangesOf, regionsOf } from './ranges'

/** Priority of the default route that every new network has. Source: Google Cloud VPC documentation, "Routes", system-generated default route. */
const DEFAULT_PRIORITY = 1000

/**
 * Subnet routes, for every range of every subnet, of all regions: they hold in the whole network and win over every other route, even one
 * that is more specific. Source: Google Cloud VPC documentation, "Routes": subnet routes, and "Interactions with static and dynamic routes".
 */
const subnetRoutes = (view: DesignView, vpc: ElementId): readonly Route[] => rangesOf(view, vpc).map(({ owner, subnet, prefix }) => ({
  code: 'gcp-vpc.subnet', from: owner, prefix, nextHop: { type: 'connected', interfaceId: interfaceOf(deviceOf(vpc), subnet) },
  origin: 'subnet', preference: 0, shadows: { origins: ['dynamic', 'static'], code: 'cidr.local-wins' },
}))

/** The default route to the internet, from the network's first day until somebody removes it. */
const defaultRoute = (view: DesignView, vpc: ElementId): Route => ({
  code: 'gcp-vpc.default', from: vpc, prefix: DEFAULT_V4, origin: 'default', preference: DEFAULT_PRIORITY,
  nextHop: internetOf(view) ? { type: 'interface', interfaceId: interfaceOf(deviceOf(vpc), 'internet') } : { type: 'leaves' },
})

/**
 * One table for each region, which machines there use, and `main` with nothing but subnet routes, which gateways use: what comes in by a
 * tunnel does not go out by another, nor to the internet. Source: Google Cloud VPC documentation, "Routes", applicability; "Cloud VPN overview".
 */
export function tablesOf(view: DesignView, vpc: ElementId, { defaultInternetRoute }: { readonly defaultInternetRoute: boolean }): readonly RouteTable[] {
  const device = deviceOf(vpc)
  const subnets = subnetRoutes(view, vpc)
  const outwards = defaultInternetRoute ? [defaultRoute(view, vpc)] : []
  return [
    { ...plainTable(device, 'main', vpc), routes: subnets },
    ...regionsOf(view, vpc).map(region => ({ ...plainTable(device, region, vpc), routes: [...subnets, ...outwards] })),
  ]
}

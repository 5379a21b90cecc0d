import type { Design, DesignElement } from '@/lib/design/design'
import type { ElementKind } from '@/lib/design/kinds/index'
import { viewDesign } from '@/lib/design/view'
import { elementId } from '@/lib/net/element-id'
import { ok, type Result } from '@/lib/net/result'
import { fillCluster, fillNode, fillService } from './fill-cluster'
import { fillApiServer, fillHost } from './fill-endpoints'
import { fillFirewall, fillNetworkAcl, fillSecurityGroup } from './fill-filters'
import { fillCloudRouter, fillInternetGateway, fillLoadBalancer, fillNatGateway, fillVpnGateway } from './fill-gateways'
import { fillRouter, fillSegment } from './fill-machines'
import { fillInternet, fillRouteTable, fillSecondaryRange, fillSite, fillSubnet, fillVpc } from './fill-places'
import { fillNameServer, fillWorkload } from './fill-pods'
import type { At, Create, Fill, Mode } from './filling'

/** How each kind is filled in. What comes first is what later ones stand on: this is the order in which many are. */
const FILLS: { readonly [Kind in ElementKind]: Fill<Kind> } = {
  internet: fillInternet, site: fillSite, vpc: fillVpc, subnet: fillSubnet, 'secondary-range': fillSecondaryRange,
  'security-group': fillSecurityGroup, 'network-acl': fillNetworkAcl, firewall: fillFirewall,
  'internet-gateway': fillInternetGateway, 'nat-gateway': fillNatGateway, 'vpn-gateway': fillVpnGateway, 'cloud-router': fillCloudRouter, 'route-table': fillRouteTable,
  cluster: fillCluster, node: fillNode, workload: fillWorkload, 'name-server': fillNameServer, service: fillService, 'api-server': fillApiServer, 'load-balancer': fillLoadBalancer, segment: fillSegment, router: fillRouter, host: fillHost,
}

const ORDER = Object.keys(FILLS)

/** Ids in the order in which their elements are filled in. */
function inFillingOrder(design: Design, ids: readonly string[]): readonly string[] {
  const rank = (id: string) => ORDER.indexOf(design.elements[id]?.kind ?? '')
  return ids.toSorted((a, b) => rank(a) - rank(b))
}

/** Fills in an element that stands in the design, with what fits its place; what already fits it keeps. */
export function complete(design: Design, id: string, { mode, create }: { readonly mode: Mode; readonly create: Create }): Result<Design, string> {
  const element = design.elements[id]
  if (!element) return ok(design)
  const view = viewDesign(design)
  const at: At<ElementKind> = {
    design, view, id: elementId(id), element, mode, create, provider: view.providerOf(id), vpc: view.within(id, 'vpc')?.id, cluster: view.within(id, 'cluster')?.id,
  }
  const filled = (FILLS[element.kind] as Fill<ElementKind>)(at)
  if (!filled.ok) return filled
  const fields = Object.fromEntries(Object.entries({ ...element, ...filled.value.fields }).filter(([, value]) => value !== undefined))
  return ok({ ...filled.value.design, elements: { ...filled.value.design.elements, [id]: fields as unknown as DesignElement } })
}

/** Fills in many, each as the ones before it have become. */
export function completeAll(design: Design, ids: readonly string[], how: { readonly mode: Mode; readonly create: Create }): Result<Design, string> {
  let done: Result<Design, string> = ok(design)
  for (const id of inFillingOrder(design, ids)) if (done.ok) done = complete(done.value, id, how)
  return done
}

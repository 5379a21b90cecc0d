import type * as z from 'zod'
import { apiServer, cluster, host, nameServer, node, service, workload } from './cluster'
import { firewall, networkAcl, securityGroup } from './filters'
import { cloudRouter, internetGateway, loadBalancer, natGateway, vpnGateway } from './gateways'
import { bgpSession, peering, tunnel } from './links'
import { router, segment } from './machines'
import { internet, routeTable, secondaryRange, site, subnet, vpc } from './places'

/** The kinds of element: what each holds, and where it may stand (`root`: at the top of the drawing). */
export const ELEMENT_KINDS = {
  site: { schema: site, parents: ['root', 'site'] },
  internet: { schema: internet, parents: ['root'] },
  vpc: { schema: vpc, parents: ['site'] },
  subnet: { schema: subnet, parents: ['vpc'] },
  'secondary-range': { schema: secondaryRange, parents: ['subnet'] },
  'route-table': { schema: routeTable, parents: ['vpc'] },
  'internet-gateway': { schema: internetGateway, parents: ['vpc'] },
  'nat-gateway': { schema: natGateway, parents: ['vpc'] },
  'vpn-gateway': { schema: vpnGateway, parents: ['vpc'] },
  'cloud-router': { schema: cloudRouter, parents: ['vpc'] },
  'security-group': { schema: securityGroup, parents: ['vpc'] },
  'network-acl': { schema: networkAcl, parents: ['vpc'] },
  firewall: { schema: firewall, parents: ['vpc'] },
  'load-balancer': { schema: loadBalancer, parents: ['vpc'] },
  cluster: { schema: cluster, parents: ['vpc', 'site'] },
  node: { schema: node, parents: ['cluster'] },
  workload: { schema: workload, parents: ['cluster'] },
  service: { schema: service, parents: ['cluster'] },
  'name-server': { schema: nameServer, parents: ['cluster', 'vpc', 'site', 'internet'] },
  'api-server': { schema: apiServer, parents: ['cluster'] },
  segment: { schema: segment, parents: ['site'] },
  router: { schema: router, parents: ['site'] },
  host: { schema: host, parents: ['vpc', 'site', 'internet'] },
} as const satisfies Record<string, { schema: z.ZodObject; parents: readonly string[] }>

/** The kinds of link, by what is drawn between two elements. */
export const LINK_KINDS = {
  tunnel: { schema: tunnel },
  'bgp-session': { schema: bgpSession },
  peering: { schema: peering },
} as const satisfies Record<string, { schema: z.ZodObject }>

export type ElementKind = keyof typeof ELEMENT_KINDS
export type LinkKind = keyof typeof LINK_KINDS

import type { ElementKind, LinkKind } from '@/lib/design/kinds/index'

export type Family = 'site' | 'network' | 'cluster' | 'node' | 'workload' | 'gateway' | 'nameserver' | 'firewall' | 'proxy'
export type GlyphName =
  | 'site' | 'onprem' | 'internet' | 'vpc' | 'subnet' | 'range' | 'route-table' | 'router' | 'cluster' | 'node' | 'pod' | 'service' | 'headless' | 'host' | 'api-server'
  | 'vpn-gateway' | 'nat-gateway' | 'internet-gateway' | 'load-balancer' | 'name-server' | 'resolver' | 'firewall' | 'network-acl'
  | 'tunnel' | 'peering' | 'bgp-session'

export interface Look { readonly family: Family; readonly glyph: GlyphName; readonly title: string }

/** One hue and one glyph per kind; `title` is what a person calls the kind. */
export const LOOKS: Readonly<Record<ElementKind | LinkKind, Look>> = {
  site: { family: 'site', glyph: 'site', title: 'Site' },
  internet: { family: 'site', glyph: 'internet', title: 'Internet' },
  vpc: { family: 'network', glyph: 'vpc', title: 'VPC' },
  subnet: { family: 'network', glyph: 'subnet', title: 'Subnet' },
  'secondary-range': { family: 'network', glyph: 'range', title: 'Secondary range' },
  'route-table': { family: 'network', glyph: 'route-table', title: 'Route table' },
  'internet-gateway': { family: 'gateway', glyph: 'internet-gateway', title: 'Internet gateway' },
  'nat-gateway': { family: 'gateway', glyph: 'nat-gateway', title: 'NAT gateway' },
  'vpn-gateway': { family: 'gateway', glyph: 'vpn-gateway', title: 'VPN gateway' },
  'cloud-router': { family: 'network', glyph: 'router', title: 'Cloud router' },
  'security-group': { family: 'firewall', glyph: 'firewall', title: 'Security group' },
  'network-acl': { family: 'firewall', glyph: 'network-acl', title: 'Network ACL' },
  firewall: { family: 'firewall', glyph: 'firewall', title: 'Firewall' },
  'load-balancer': { family: 'proxy', glyph: 'load-balancer', title: 'Load balancer' },
  cluster: { family: 'cluster', glyph: 'cluster', title: 'Cluster' },
  node: { family: 'node', glyph: 'node', title: 'Node' },
  workload: { family: 'workload', glyph: 'pod', title: 'Workload' },
  service: { family: 'workload', glyph: 'service', title: 'Service' },
  'name-server': { family: 'nameserver', glyph: 'name-server', title: 'Name server' },
  'api-server': { family: 'cluster', glyph: 'api-server', title: 'API server' },
  segment: { family: 'network', glyph: 'subnet', title: 'Segment' },
  router: { family: 'gateway', glyph: 'router', title: 'Router' },
  host: { family: 'node', glyph: 'host', title: 'Host' },
  tunnel: { family: 'gateway', glyph: 'tunnel', title: 'Tunnel' },
  'bgp-session': { family: 'network', glyph: 'bgp-session', title: 'BGP session' },
  peering: { family: 'network', glyph: 'peering', title: 'Peering' },
}

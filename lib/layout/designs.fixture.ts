import type { Design, DesignElement } from '@/lib/design/design'

/** How many of each a generated design has. */
export interface Sizes { readonly sites: number; readonly vpcs: number; readonly subnets: number; readonly tables: number; readonly gateways: number; readonly nodes: number; readonly pods: number; readonly services: number; readonly internet: boolean; readonly name: string }

const some = (label: string, count: number, make: (id: string, at: number) => DesignElement) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`${label}-${at}`, make(`${label}-${at}`, at)]))

/** A design of some size, right in its parents and references, wild in everything else. */
export function sizedDesign({ sites, vpcs, subnets, tables, gateways, nodes, pods, services, internet, name }: Sizes): Design {
  const elements: Record<string, DesignElement> = internet ? { internet: { kind: 'internet' }, dns: { kind: 'name-server', parent: 'internet', address: '192.0.2.53' } } : {}
  const ends: string[] = []
  for (let site = 0; site < sites; site++) {
    elements[`s${site}`] = { kind: 'site', provider: site % 2 ? 'gcp' : 'on-premises', ...(name === '' ? {} : { name }) }
    for (let vpc = 0; vpc < vpcs; vpc++) {
      const id = `s${site}v${vpc}`
      Object.assign(elements, { [id]: { kind: 'vpc', parent: `s${site}` } },
        some(`${id}sub`, subnets, (_, at) => ({ kind: 'subnet', parent: id, cidr: '10.0.0.0/24', ...(at < tables ? { routeTable: `${id}rt-${at}` } : {}) })),
        some(`${id}rt`, tables, () => ({ kind: 'route-table', parent: id })),
        some(`${id}gw`, gateways, () => ({ kind: 'vpn-gateway', parent: id, addresses: ['192.0.2.1'] })),
        some(`${id}nat`, gateways, (_, at) => ({ kind: 'nat-gateway', parent: id, publicAddresses: ['192.0.2.9'], ...(at % 2 ? { subnet: `${id}sub-0` } : {}) })),
        { [`${id}c`]: { kind: 'cluster', parent: id, services: '10.9.0.0/16', network: { mechanism: 'aws-vpc-cni' } } },
        some(`${id}n`, nodes, () => ({ kind: 'node', parent: `${id}c`, subnet: `${id}sub-0`, address: '10.0.0.1' })),
        some(`${id}w`, pods, (_, at) => ({ kind: 'workload', parent: `${id}c`, pods: nodes === 0 ? [] : Array.from({ length: at % 4 }, (__, pod) => ({ node: `${id}n-${(at + pod) % nodes}`, address: '10.0.0.2' })) })),
        some(`${id}svc`, services, () => ({ kind: 'service', parent: `${id}c`, type: 'Headless' })))
      if (gateways > 0) ends.push(`${id}gw-0`)
    }
  }
  const links = Object.fromEntries(ends.slice(1).map((end, at) => [`t${at}`, { kind: 'tunnel' as const, ends: [ends[at] ?? '', end] as const }]))
  return { podway: 1, name: 'generated', elements, links, assertions: [], layout: {} }
}

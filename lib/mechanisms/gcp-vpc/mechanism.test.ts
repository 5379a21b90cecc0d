import { describe, expect, it } from 'vitest'
import { compile } from '@/lib/compile/compile'
import type { Design } from '@/lib/design/design'
import { gkeVpcNative } from '@/lib/mechanisms/gke-vpc-native/mechanism'
import { internet } from '@/lib/mechanisms/internet/mechanism'
import { kubernetes } from '@/lib/mechanisms/kubernetes/mechanism'
import { cidr, formatCidr } from '@/lib/net/cidr'
import { ip } from '@/lib/net/ip-address'
import { deviceOf, interfaceOf, tableOf } from '@/lib/network/names'
import type { Route } from '@/lib/network/route'
import { converse } from '@/lib/trace/conversation'
import { lookUpRoute } from '@/lib/trace/route-lookup'
import { gcpVpc } from './mechanism'

const compiled = (elements: Record<string, unknown>) =>
  compile({ podway: 1, name: 'test', elements, links: {}, assertions: [], layout: {} } as unknown as Design, [internet, gcpVpc, kubernetes, gkeVpcNative])

const BASE = {
  internet: { kind: 'internet' },
  outside: { kind: 'host', parent: 'internet', address: '198.51.100.7', ports: [443] },
  gcp: { kind: 'site', provider: 'gcp', region: 'europe-west4' },
  vpc: { kind: 'vpc', parent: 'gcp' },
  west4: { kind: 'subnet', parent: 'vpc', cidr: '10.20.0.0/20' },
  pods: { kind: 'secondary-range', parent: 'west4', cidr: '10.24.0.0/14' },
  west1: { kind: 'subnet', parent: 'vpc', cidr: '10.21.0.0/20', region: 'europe-west1' },
  cluster: { kind: 'cluster', parent: 'vpc', services: '10.28.0.0/20', pods: 'pods', network: { mechanism: 'gke-vpc-native' } },
  here: { kind: 'node', parent: 'cluster', subnet: 'west4', address: '10.20.0.10', podRange: '10.24.1.0/24' },
  there: { kind: 'node', parent: 'cluster', subnet: 'west1', address: '10.21.0.10' },
  web: { kind: 'workload', parent: 'cluster', ports: [80], pods: [{ node: 'here', address: '10.24.1.5' }] },
}
const vpc = deviceOf('vpc')
const learned = (prefix: string): Route => ({ code: 'test.learned', from: BASE.vpc as never, prefix: cidr(prefix), nextHop: { type: 'interface', interfaceId: interfaceOf(vpc, 'gateway') }, origin: 'dynamic', preference: 100 })

function lookUp(name: string, to: string, { extra = [], elements = BASE }: { readonly extra?: readonly Route[]; readonly elements?: Record<string, unknown> } = {}) {
  const table = compiled(elements).network.devices.get(vpc)?.tables.find(item => item.id === tableOf(vpc, name))
  if (!table) throw new Error(`no table ${name}`)
  const found = lookUpRoute({ ...table, routes: [...table.routes, ...extra] }, ip(to), new Map())
  return { best: found.best.map(route => `${formatCidr(route.prefix)} ${route.origin} ${'interfaceId' in route.nextHop ? route.nextHop.interfaceId ?? '' : route.nextHop.type}`), lost: found.lost.map(({ route, why }) => `${formatCidr(route.prefix)} ${why}`) }
}

describe('routes of a network', () => {
  it.each([
    { name: 'a subnet route holds in every region', source: 'Routes: local subnet routes apply to the whole VPC network', table: 'europe-west1', to: '10.20.0.10', expected: ['10.20.0.0/20 subnet vpc:west4'] },
    { name: 'a secondary range has a subnet route of its own', source: 'Subnets: secondary ranges', table: 'europe-west1', to: '10.24.1.5', expected: ['10.24.0.0/14 subnet vpc:west4'] },
    { name: 'everything else takes the default route to the internet', source: 'Routes: system-generated default routes', table: 'europe-west4', to: '198.51.100.7', expected: ['0.0.0.0/0 default vpc:internet'] },
    { name: 'what comes from a gateway does not go out again', source: 'Cloud VPN overview: no transit', table: 'main', to: '198.51.100.7', expected: [] },
  ])('$name ($source)', ({ table, to, expected }) => { expect(lookUp(table, to).best).toEqual(expected) })

  it.each([
    { name: 'a learned route inside a subnet loses to the subnet route', route: '10.20.1.0/24', to: '10.20.1.9', expected: { best: ['10.20.0.0/20 subnet vpc:west4'], lost: ['10.20.1.0/24 shadowed', '0.0.0.0/0 shorter'] } },
    { name: 'a learned route equal to a subnet loses as well', route: '10.20.0.0/20', to: '10.20.1.9', expected: { best: ['10.20.0.0/20 subnet vpc:west4'], lost: ['10.20.0.0/20 shadowed', '0.0.0.0/0 shorter'] } },
    { name: 'a learned route elsewhere wins over the default', route: '10.10.0.0/16', to: '10.10.1.37', expected: { best: ['10.10.0.0/16 dynamic vpc:gateway'], lost: ['0.0.0.0/0 shorter'] } },
  ])('$name (Routes: subnet routes take precedence)', ({ route, to, expected }) => { expect(lookUp('europe-west4', to, { extra: [learned(route)] })).toEqual(expected) })

  it('the default route can be removed', () => {
    expect(lookUp('europe-west4', '198.51.100.7', { elements: { ...BASE, vpc: { ...BASE.vpc, config: { defaultInternetRoute: false } } } }).best).toEqual([])
  })
  it('without an internet in the design it leaves the design', () => {
    const { internet: _, outside: __, ...rest } = BASE
    expect(lookUp('europe-west4', '198.51.100.7', { elements: rest }).best).toEqual(['0.0.0.0/0 default leaves'])
  })
})

describe('packets', () => {
  const ask = (elements: Record<string, unknown>, from: string, to: string, destinationPort: number) => {
    const said = converse(compiled(elements).network, { device: deviceOf(from), destination: ip(to), protocol: 6, destinationPort, sizeBytes: 100, dontFragment: true })
    return { ends: [...said.forward, ...said.return].map(trace => `${trace.disposition} ${trace.place}`), seen: said.forward[0]?.arrived.source, fault: said.forward[0]?.faults[0]?.why.code }
  }
  const PUBLIC = { ...BASE, here: { ...BASE.here, publicAddress: '203.0.113.10' } }
  it('between regions, through the one router', () => { expect(ask(BASE, 'there', '10.24.1.5', 80)).toMatchObject({ ends: ['accepted web', 'accepted there'], seen: '10.21.0.10' }) })
  it('an address of a subnet that nobody has is not delivered, and not sent elsewhere (Routes: never falls through)', () => { expect(ask(BASE, 'here', '10.21.9.9', 80).ends).toEqual(['neighbor-unreachable vpc']) })
  it('an external address stands for the machine\'s own, both ways', () => { expect(ask(PUBLIC, 'here', '198.51.100.7', 443)).toMatchObject({ ends: ['accepted outside', 'accepted here'], seen: '203.0.113.10' }) })
  it('a machine without one does not reach the internet', () => { expect(ask(BASE, 'here', '198.51.100.7', 443)).toMatchObject({ ends: ['denied-out vpc'], fault: 'internet.no-public-address' }) })
  it('a private destination is refused at the internet gateway', () => { expect(ask(PUBLIC, 'here', '10.99.0.1', 443).ends).toEqual(['no-route vpc']) })
})

describe('problems', () => {
  it.each([
    { name: 'none in the base', change: {}, expected: [] },
    { name: 'a subnet needs a region', change: { gcp: { kind: 'site', provider: 'gcp' } }, expected: ['gcp-vpc.no-region west4'] },
    { name: 'subnets may not overlap', change: { west1: { ...BASE.west1, cidr: '10.20.8.0/24' } }, expected: ['gcp-vpc.ranges-overlap west4'] },
    { name: 'secondary ranges may not overlap subnets', change: { pods: { ...BASE.pods, cidr: '10.21.0.0/24' } }, expected: ['gcp-vpc.ranges-overlap pods'] },
    { name: 'a subnet is /29 or larger', change: { west1: { ...BASE.west1, cidr: '10.21.0.0/30' } }, expected: ['gcp-vpc.subnet-size west1'] },
  ])('$name', ({ change, expected }) => {
    expect(compiled({ ...BASE, ...change }).problems.filter(problem => problem.code.startsWith('gcp-vpc')).map(problem => `${problem.code} ${problem.element}`)).toEqual(expected)
  })
})

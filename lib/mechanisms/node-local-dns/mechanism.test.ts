import { describe, expect, it } from 'vitest'
import { compile } from '@/lib/compile/compile'
import type { Design } from '@/lib/design/design'
import { lookUp } from '@/lib/dns/lookup'
import { MECHANISMS } from '@/lib/mechanisms/index'
import { podDevice } from '@/lib/network/names'
import type { Exchange } from '@/lib/network/resolution'
import { settle } from '@/lib/converge/settle'
import { converse } from '@/lib/trace/conversation'

type Elements = Record<string, Record<string, unknown>>

const COREFILE = '.:53 {\n  kubernetes cluster.local\n  forward . /etc/resolv.conf\n}\ncorp.example:53 {\n  hosts {\n    192.0.2.80 app.corp.example\n  }\n}\n'

const BASE: Elements = {
  world: { kind: 'internet' },
  root: { kind: 'name-server', parent: 'world', address: '192.0.2.53', zones: [{ zone: 'example.org', records: [{ name: 'www.example.org', type: 'A', data: '198.51.100.80' }] }] },
  aws: { kind: 'site', provider: 'aws', region: 'eu-west-1' },
  vpc: { kind: 'vpc', parent: 'aws', cidrs: ['10.10.0.0/16'] },
  subnet: { kind: 'subnet', parent: 'vpc', cidr: '10.10.1.0/24' },
  plus2: { kind: 'name-server', parent: 'vpc' },
  cluster: { kind: 'cluster', parent: 'vpc', services: '172.20.0.0/16', dns: 'dns', network: { mechanism: 'aws-vpc-cni' }, serviceProxy: { mechanism: 'kube-proxy' } },
  node: { kind: 'node', parent: 'cluster', subnet: 'subnet', address: '10.10.1.10' },
  other: { kind: 'node', parent: 'cluster', subnet: 'subnet', address: '10.10.1.11' },
  core: { kind: 'name-server', parent: 'cluster', mechanism: 'coredns', pods: [{ node: 'other', address: '10.10.1.53' }], config: { corefile: COREFILE } },
  dns: { kind: 'service', parent: 'cluster', name: 'kube-dns', type: 'ClusterIP', workload: 'core', address: '172.20.0.10', ports: [{ port: 53, protocol: 'udp' }, { port: 53 }] },
  web: { kind: 'workload', parent: 'cluster', namespace: 'shop', pods: [{ node: 'node', address: '10.10.1.20' }] },
  cache: { kind: 'name-server', parent: 'cluster', mechanism: 'node-local-dns' },
}

const withChanges = (changes: Elements): Elements => Object.fromEntries(Object.entries({ ...BASE, ...changes }).map(([id, element]) => [id, { ...BASE[id], ...element }]))
const compiled = (changes: Elements) => compile({ podway: 1, name: 'test', elements: withChanges(changes), links: {}, assertions: [], layout: {} } as unknown as Design, MECHANISMS)

function ask(name: string, changes: Elements = {}) {
  const network = settle(compiled(changes).network)
  return lookUp({ device: podDevice('web', 0), name, types: ['A'] }, network, (flow, intended) => converse(network, flow, intended))
}

/** Who answered, and whom they asked in turn: `process sees source by transport`. */
const way = ({ answeredBy, transport, steps }: Exchange): readonly string[] =>
  [...answeredBy ? [`${answeredBy.device} sees ${answeredBy.sourceSeen} by ${transport}`] : [], ...steps.flatMap(step => (step.exchange ? way(step.exchange) : []))]

describe('a lookup with the cache on every node', () => {
  it('names of the cluster: the node of the pod, then CoreDNS over TCP, which sees the node (nodelocaldns.yaml, force_tcp)', () => {
    const { outcome, exchanges } = ask('kube-dns.kube-system.svc.cluster.local.')
    expect([outcome, ...exchanges.flatMap(way)]).toEqual(['NOERROR', 'node sees 10.10.1.20 by udp', 'core-0 sees 10.10.1.10 by tcp'])
  })
  it('other names: the name server of the node, past CoreDNS', () => {
    const { outcome, exchanges } = ask('www.example.org.')
    expect([outcome, ...exchanges.flatMap(way)]).toEqual(['NOERROR', 'node sees 10.10.1.20 by udp', 'plus2 sees 10.10.1.10 by udp'])
  })
  it('a zone of CoreDNS that the cache does not know is bypassed, and the blame is the cache\'s (coredns#3298)', () => {
    const { outcome, faults } = ask('app.corp.example.')
    expect([outcome, faults.map(({ why }) => [why.code, ...why.elements])]).toEqual(['NXDOMAIN', [['dns.node-local-bypass', 'cache']]])
  })
  it('unless its own Corefile says it again', () => {
    expect(ask('app.corp.example.', { cache: { config: { corefile: 'corp.example:53 {\n  forward . 10.10.1.53\n}\n.:53 {\n  forward . /etc/resolv.conf\n}\n' } } }).addresses.map(({ address }) => address)).toEqual(['192.0.2.80'])
  })
  it('IPVS: the service stays with CoreDNS, and pods that are not told do not ask the cache', () => {
    expect(ask('kube-dns.kube-system.svc.cluster.local.', { cache: { config: { proxyMode: 'ipvs' } } }).exchanges.flatMap(way)).toEqual(['core-0 sees 10.10.1.20 by udp'])
    expect(compiled({ cache: { config: { proxyMode: 'ipvs' } } }).problems.map(({ code, element }) => `${code} ${element}`)).toContain('node-local-dns.not-asked cache')
  })
  it('IPVS with clusterDns: the link-local address of the own node', () => {
    const changes = { cache: { config: { proxyMode: 'ipvs' } }, cluster: { clusterDns: ['169.254.20.10'] } }
    expect(ask('kube-dns.kube-system.svc.cluster.local.', changes).exchanges.flatMap(way)).toEqual(['node sees 10.10.1.20 by udp', 'core-0 sees 10.10.1.10 by tcp'])
    expect(compiled(changes).problems.filter(({ code }) => code.startsWith('node-local-dns'))).toEqual([])
  })
})

describe('problems', () => {
  it.each([
    { name: 'a cluster without nodes', changes: { node: { parent: 'elsewhere' }, other: { parent: 'elsewhere' } }, code: 'node-local-dns.without-nodes' },
    { name: 'a Corefile that is none', changes: { cache: { config: { corefile: '. {' } } }, code: 'node-local-dns.corefile' },
  ])('$name', ({ changes, code }) => {
    expect(compiled(changes).problems.map(problem => problem.code)).toContain(code)
  })
})

import { describe, expect, it } from 'vitest'
import { compile } from '@/lib/compile/compile'
import type { Design } from '@/lib/design/design'
import { gcpVpc } from '@/lib/mechanisms/gcp-vpc/mechanism'
import { gkeVpcNative } from '@/lib/mechanisms/gke-vpc-native/mechanism'
import { kubernetes } from '@/lib/mechanisms/kubernetes/mechanism'
import { nameServerOf, podDevice } from '@/lib/network/names'
import { kubeDns } from './mechanism'

type Elements = Record<string, Record<string, unknown>>
const compiled = (config: object, server: object = {}) => compile({
  podway: 1, name: 'test', links: {}, assertions: [], layout: {},
  elements: {
    gcp: { kind: 'site', provider: 'gcp', region: 'europe-west4' },
    vpc: { kind: 'vpc', parent: 'gcp' },
    subnet: { kind: 'subnet', parent: 'vpc', cidr: '10.20.0.0/20', region: 'europe-west4' },
    cluster: { kind: 'cluster', parent: 'vpc', domain: 'Cluster.Local.', pods: '10.24.0.0/14', services: '10.28.0.0/20', network: { mechanism: 'gke-vpc-native' } },
    node: { kind: 'node', parent: 'cluster', subnet: 'subnet', address: '10.20.0.5', podRange: '10.24.1.0/24' },
    names: { kind: 'name-server', parent: 'cluster', mechanism: 'kube-dns', pods: [{ node: 'node', address: '10.24.1.2' }], config, ...server },
  } satisfies Elements,
} as unknown as Design, [gcpVpc, kubernetes, gkeVpcNative, kubeDns])
const behaviourOf = (config: object) => compiled(config).network.nameServers.get(nameServerOf('names'))?.behaviour

describe('kube-dns (GKE documentation, Use kube-dns)', () => {
  it.each([
    { name: 'answers the domain of its cluster, which it always sees', config: {}, expected: { type: 'stub-domains', zone: 'cluster.local', cluster: { key: '', objects: 'cluster' } } },
    { name: 'sends the rest to the name servers of the node', config: {}, expected: { upstreams: ['169.254.169.254'], domains: [] } },
    { name: 'upstreamNameservers replace them', config: { upstreamNameservers: ['192.0.2.53'] }, expected: { upstreams: ['192.0.2.53'] } },
    { name: 'stub domains have their own name servers', config: { stubDomains: { 'Corp.example.org.': ['10.20.0.53', '10.20.0.54'] } }, expected: { domains: [{ zone: 'corp.example.org', servers: ['10.20.0.53', '10.20.0.54'] }] } },
  ])('$name', ({ config, expected }) => { expect(behaviourOf(config)).toMatchObject(expected) })

  it('listens on both transports (RFC 7766 section 5)', () => {
    expect(compiled({}).network.devices.get(podDevice('names', 0))?.listeners.map(({ protocol, ports }) => `${protocol}/${ports.from}`)).toEqual(['17/53', '6/53'])
  })
})

describe('problems', () => {
  it.each([
    { name: 'a stub domain over the cluster\'s own', config: { stubDomains: { local: ['10.20.0.53'] } }, server: {}, code: 'kube-dns.cluster-domain-hidden' },
    { name: 'no pods', config: {}, server: { pods: [] }, code: 'kube-dns.without-pods' },
  ])('$name', ({ config, server, code }) => { expect(compiled(config, server).problems.find(problem => problem.code === code)).toMatchObject({ element: 'names' }) })
  it('raises none for stub domains beside the cluster', () => {
    expect(compiled({ stubDomains: { 'a.local': ['10.20.0.53'] } }).problems.filter(({ code }) => code.startsWith('kube-dns.'))).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import { compile } from '@/lib/compile/compile'
import type { Design } from '@/lib/design/design'
import { parseCorefile } from '@/lib/corefile/parse'
import { apiServer } from '@/lib/mechanisms/api-server/mechanism'
import { gcpVpc } from '@/lib/mechanisms/gcp-vpc/mechanism'
import { gkeVpcNative } from '@/lib/mechanisms/gke-vpc-native/mechanism'
import { internet } from '@/lib/mechanisms/internet/mechanism'
import { kubernetes } from '@/lib/mechanisms/kubernetes/mechanism'
import { conditionOf, nameServerOf, podDevice } from '@/lib/network/names'
import { coredns } from './mechanism'
import { defaultCorefile } from './corefile'

type Elements = Record<string, Record<string, unknown>>
const compiled = (elements: Elements) =>
  compile({ podway: 1, name: 'test', elements, links: {}, assertions: [], layout: {} } as unknown as Design, [internet, gcpVpc, kubernetes, gkeVpcNative, apiServer, coredns])

const COREFILE = `.:53 {
  kubernetai cluster.local {
    fallthrough
  }
  kubernetai b.example.org {
    kubeconfig /etc/b.kubeconfig
  }
  kubernetai c.example.org {
    endpoint https://c.example.org
  }
  forward . /etc/resolv.conf
}
`
const KUBECONFIGS = { '/etc/b.kubeconfig': 'api-b', 'https://c.example.org': 'api-c' }
const base = (config: object = {}, server: object = {}): Elements => ({
  world: { kind: 'internet' },
  gcp: { kind: 'site', provider: 'gcp', region: 'europe-west4' },
  vpc: { kind: 'vpc', parent: 'gcp' },
  subnet: { kind: 'subnet', parent: 'vpc', cidr: '10.20.0.0/20', region: 'europe-west4' },
  a: { kind: 'cluster', parent: 'vpc', domain: 'a.example.org', pods: '10.24.0.0/14', services: '10.28.0.0/20', network: { mechanism: 'gke-vpc-native' } },
  b: { kind: 'cluster', parent: 'vpc', pods: '10.32.0.0/14', services: '10.36.0.0/20', network: { mechanism: 'gke-vpc-native' } },
  c: { kind: 'cluster', parent: 'vpc', pods: '10.40.0.0/14', services: '10.44.0.0/20', network: { mechanism: 'gke-vpc-native' } },
  'api-b': { kind: 'api-server', parent: 'b', publicAddress: '198.51.100.10', subnet: 'subnet', address: '10.20.0.2' },
  'api-c': { kind: 'api-server', parent: 'c', subnet: 'subnet', address: '10.20.0.3', port: 6443 },
  node: { kind: 'node', parent: 'a', subnet: 'subnet', address: '10.20.0.5', podRange: '10.24.1.0/24' },
  core: { kind: 'name-server', parent: 'a', mechanism: 'coredns', pods: [{ node: 'node', address: '10.24.1.53' }, { node: 'node', address: '10.24.1.54' }], config, ...server },
})
const WATCHING = { corefile: COREFILE, kubeconfigs: KUBECONFIGS }
function behaviourOf(elements: Elements) {
  const behaviour = compiled(elements).network.nameServers.get(nameServerOf('core'))?.behaviour
  if (behaviour?.type !== 'corefile') throw new Error('not a Corefile')
  return behaviour
}

describe('the name server', () => {
  it('runs on its pods, listening on both transports (RFC 7766 section 5)', () => {
    const { network } = compiled(base())
    expect(network.nameServers.get(nameServerOf('core'))?.instances).toEqual(['core-0', 'core-1'])
    expect(network.devices.get(podDevice('core', 1))?.listeners.map(({ protocol, ports }) => `${protocol}/${ports.from}`)).toEqual(['17/53', '6/53'])
  })
  it('has the Corefile of kubeadm for its cluster\'s domain unless it has its own', () => {
    expect(behaviourOf(base()).text).toBe(defaultCorefile('a.example.org'))
    expect(behaviourOf(base({ corefile: '. {\n}\n' })).text).toBe('. {\n}\n')
    expect(parseCorefile(defaultCorefile('a.example.org')).ok).toBe(true)
  })
  it('asks what its node asks where the Corefile says /etc/resolv.conf (pods that serve DNS use the policy Default)', () => {
    expect(behaviourOf(base()).upstreams).toEqual(['169.254.169.254'])
  })
})

describe('watched clusters (coredns/kubernetai README)', () => {
  it('are its own, and one per kubeconfig or endpoint that leads to an API server', () => {
    expect(behaviourOf(base(WATCHING)).clusters.map(({ key, objects }) => [key, objects])).toEqual([['', 'a'], ['/etc/b.kubeconfig', 'b'], ['https://c.example.org', 'c']])
  })
  it('its own it always sees, the others each instance for itself', () => {
    expect(behaviourOf(base(WATCHING)).clusters.map(({ synced }) => [...synced])).toEqual([
      [], [['core-0', 'core-0:api-b'], ['core-1', 'core-1:api-b']], [['core-0', 'core-0:api-c'], ['core-1', 'core-1:api-c']],
    ])
  })
  it.each([
    { name: 'at its public address', server: 'api-b', flow: { destination: '198.51.100.10', destinationPort: 443, device: 'core-0' } },
    { name: 'at its private one where there is no other, at the port it names', server: 'api-c', flow: { destination: '10.20.0.3', destinationPort: 6443, device: 'core-0' } },
  ])('an API server is asked $name', ({ server, flow }) => {
    expect(compiled(base(WATCHING)).network.conditions.get(conditionOf('core-0', server))).toMatchObject({ code: 'control-plane.unreachable', elements: [server], flows: [flow] })
  })
  it('an API server without an address is never reached: any of no flows', () => {
    const lost = { ...base(WATCHING), 'api-b': { kind: 'api-server', parent: 'b' } }
    expect(compiled(lost).network.conditions.get(conditionOf('core-0', 'api-b'))).toMatchObject({ quorum: 'any', flows: [] })
  })
  it('a key that stands in two stanzas is one cluster', () => {
    const twice = COREFILE.replace('kubernetai c.example.org {\n    endpoint https://c.example.org', 'kubernetai d.example.org {\n    kubeconfig /etc/b.kubeconfig')
    expect(behaviourOf(base({ corefile: twice, kubeconfigs: { '/etc/b.kubeconfig': 'api-b' } })).clusters.map(({ key }) => key)).toEqual(['', '/etc/b.kubeconfig'])
  })
})

describe('problems', () => {
  it.each<{ name: string; config: object; server?: object; code: string; facts: object }>([
    { name: 'a Corefile that cannot be read, with the place', config: { corefile: '. {\n  forward . {\n' }, code: 'coredns.corefile', facts: { line: '2', column: '13', place: '2:13' } },
    { name: 'a kubeconfig of nobody, with the place', config: { ...WATCHING, kubeconfigs: { 'https://c.example.org': 'api-c' } }, code: 'coredns.unknown-kubeconfig', facts: { key: '/etc/b.kubeconfig', line: '6', column: '5' } },
    { name: 'a kubeconfig that nobody uses', config: { kubeconfigs: { '/etc/b.kubeconfig': 'api-b' } }, code: 'coredns.unused-kubeconfig', facts: { key: '/etc/b.kubeconfig' } },
    { name: 'a kubeconfig that leads to no API server', config: { ...WATCHING, kubeconfigs: { ...KUBECONFIGS, '/etc/b.kubeconfig': 'node' } }, code: 'coredns.not-an-api-server', facts: { other: 'node' } },
    { name: 'no pods', config: {}, server: { pods: [] }, code: 'coredns.without-pods', facts: {} },
  ])('$name', ({ config, server, code, facts }) => {
    expect(compiled(base(config, server)).problems.find(problem => problem.code === code)).toMatchObject({ element: 'core', facts })
  })
  it.each([{ name: 'the default', config: {} }, { name: 'a Corefile that watches others', config: WATCHING }])('raises none for $name', ({ config }) => {
    expect(compiled(base(config)).problems.filter(({ code }) => code.startsWith('coredns.'))).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import { compile } from '@/lib/compile/compile'
import type { Design } from '@/lib/design/design'
import { awsVpcCni } from '@/lib/mechanisms/aws-vpc-cni/mechanism'
import { awsVpc } from '@/lib/mechanisms/aws-vpc/mechanism'
import { ip } from '@/lib/net/ip-address'
import { clusterObjectsOf, deviceOf, podDevice } from '@/lib/network/names'
import { lookUpRoute } from '@/lib/trace/route-lookup'
import { kubernetes } from './mechanism'

type Elements = Record<string, Record<string, unknown>>
const compiled = (elements: Elements) =>
  compile({ podway: 1, name: 'test', elements, links: {}, assertions: [], layout: {} } as unknown as Design, [awsVpc, kubernetes, awsVpcCni])

const BASE: Elements = {
  aws: { kind: 'site', provider: 'aws', region: 'eu-west-1' },
  vpc: { kind: 'vpc', parent: 'aws', cidrs: ['10.10.0.0/16'] },
  subnet: { kind: 'subnet', parent: 'vpc', cidr: '10.10.1.0/24' },
  cluster: { kind: 'cluster', parent: 'vpc', services: '172.20.0.0/16', dns: 'dns', network: { mechanism: 'aws-vpc-cni', config: {} } },
  node: { kind: 'node', parent: 'cluster', subnet: 'subnet', address: '10.10.1.10' },
  db: { kind: 'workload', parent: 'cluster', name: 'cassandra', namespace: 'db', controller: 'StatefulSet', ports: [7000], pods: [{ node: 'node', address: '10.10.1.37' }, { node: 'node', address: '10.10.1.38', ready: false }] },
  'db-svc': { kind: 'service', parent: 'cluster', name: 'cassandra', type: 'Headless', workload: 'db', ports: [{ port: 7000 }] },
  names: { kind: 'name-server', parent: 'cluster', pods: [{ node: 'node', address: '10.10.1.53' }] },
  dns: { kind: 'service', parent: 'cluster', type: 'ClusterIP', workload: 'names', address: '172.20.0.10', ports: [{ port: 53, protocol: 'udp' }] },
}
const withChanges = (changes: Elements): Elements => {
  const merged = { ...BASE }
  for (const [id, change] of Object.entries(changes)) merged[id] = { ...merged[id], ...change }
  return merged
}
const objectsOf = (elements: Elements) => compiled(elements).network.clusters.get(clusterObjectsOf('cluster'))
const serviceOf = (elements: Elements, from: string) => objectsOf(elements)?.services.find(service => service.from === from)

describe('pods and nodes (kubernetes.io, The Kubernetes network model)', () => {
  const { network } = compiled(BASE)
  const pod = network.devices.get(podDevice('db', 0))
  const node = network.devices.get(deviceOf('node'))
  const way = (device: typeof pod, to: string) => lookUpRoute(device?.tables[0] ?? never(), ip(to), new Map()).best.map(route => ('interfaceId' in route.nextHop ? route.nextHop.interfaceId : route.code))

  it('a pod has its address and nothing around it', () => { expect(pod?.interfaces.map(item => item.addresses)).toEqual([[{ address: '10.10.1.37', length: 32 }]]) })
  it('a pod sends everything to its node', () => { expect([way(pod, '10.10.1.38'), way(pod, '192.0.2.1')]).toEqual([['db-0:eth0'], ['db-0:eth0']]) })
  it('a node has a route to each of its pods', () => { expect(way(node, '10.10.1.38')).toEqual(['node:db-1']) })
  it('a pod has the MTU of its node, which is that of the VPC (EC2 user guide, MTU: 9001)', () => { expect(pod?.interfaces[0]?.mtuBytes).toBe(9001) })
  it('a pod listens on the ports of its workload', () => { expect(pod?.listeners.map(({ protocol, ports }) => `${protocol}/${ports.from}`)).toEqual(['6/7000']) })
  it('pods of a name server are pods like others', () => { expect(network.devices.get(podDevice('names', 0))?.from).toBe('names') })
})

describe('services and their endpoints', () => {
  it('lists the namespaces that objects name, and those that every cluster has (kubernetes.io, Namespaces)', () => {
    expect(objectsOf(BASE)?.namespaces).toEqual(['db', 'default', 'kube-node-lease', 'kube-public', 'kube-system'])
  })
  it('puts a service without a namespace where its workload is', () => { expect(serviceOf(BASE, 'db-svc')?.namespace).toBe('db') })
  it('counts the pods of a StatefulSet (kubernetes.io, StatefulSets: ordinal index)', () => {
    expect(serviceOf(BASE, 'db-svc')?.endpoints.map(({ podName, hostname, ready }) => [podName, hostname, ready])).toEqual([['cassandra-0', 'cassandra-0', true], ['cassandra-1', 'cassandra-1', false]])
  })
  it('gives host names in the governing service only (endpointslice utils.go ShouldSetHostname)', () => {
    const more = { ...BASE, 'a-other': { kind: 'service', parent: 'cluster', name: 'other', type: 'Headless', workload: 'db' } }
    expect(serviceOf(more, 'a-other')?.endpoints.map(endpoint => endpoint.hostname)).toEqual([undefined, undefined])
    expect(serviceOf(more, 'db-svc')?.endpoints.map(endpoint => endpoint.hostname)).toEqual(['cassandra-0', 'cassandra-1'])
  })
  it('gives pods of a Deployment no host names, and the same names every time', () => {
    const deployment = withChanges({ db: { controller: 'Deployment' } })
    const endpoints = serviceOf(deployment, 'db-svc')?.endpoints ?? []
    expect(endpoints.map(endpoint => endpoint.hostname)).toEqual([undefined, undefined])
    expect(endpoints.every(({ podName }) => /^cassandra-[b-z2-9]{9}-[b-z2-9]{5}$/.test(podName))).toBe(true)
    expect(new Set(endpoints.map(({ podName }) => podName)).size).toBe(2)
  })
  it('publishes unready pods where the service says so (Service field publishNotReadyAddresses)', () => {
    expect(serviceOf(withChanges({ 'db-svc': { publishNotReadyAddresses: true } }), 'db-svc')?.endpoints.map(endpoint => endpoint.ready)).toEqual([true, true])
  })
})

describe('resolv.conf of pods (kubernetes:pkg/kubelet/network/dns/dns.go)', () => {
  const cluster = ['db.svc.cluster.local', 'svc.cluster.local', 'cluster.local', 'eu-west-1.compute.internal']
  it.each<{ name: string; changes: Elements; pod: [string, number]; expected: object }>([
    { name: 'ClusterFirst: the DNS service, the domains of the cluster and of the host, ndots 5', changes: {}, pod: ['db', 0], expected: { nameServers: ['172.20.0.10'], search: cluster, ndots: 5, library: 'glibc' } },
    { name: 'the domain of the cluster counts', changes: { cluster: { domain: 'a.example.org' } }, pod: ['db', 0], expected: { search: ['db.svc.a.example.org', 'svc.a.example.org', 'a.example.org', 'eu-west-1.compute.internal'] } },
    { name: 'Default: what the node has', changes: { db: { resolver: { policy: 'Default' } } }, pod: ['db', 0], expected: { nameServers: ['10.10.0.2'], search: ['eu-west-1.compute.internal'], ndots: 1 } },
    { name: 'without a DNS service ClusterFirst falls back to Default', changes: { cluster: { dns: undefined } }, pod: ['db', 0], expected: { nameServers: ['10.10.0.2'], ndots: 1 } },
    { name: 'pods that serve DNS use Default', changes: {}, pod: ['names', 0], expected: { nameServers: ['10.10.0.2'], ndots: 1 } },
    { name: 'None: only what the pod lists', changes: { db: { resolver: { policy: 'None', nameServers: ['192.0.2.53'], search: ['example.org'] } } }, pod: ['db', 0], expected: { nameServers: ['192.0.2.53'], search: ['example.org'], ndots: 1 } },
    { name: 'dnsConfig is appended, at most three name servers', changes: { db: { resolver: { nameServers: ['192.0.2.1', '192.0.2.2', '192.0.2.3'], ndots: 2, library: 'musl' } } }, pod: ['db', 0], expected: { nameServers: ['172.20.0.10', '192.0.2.1', '192.0.2.2'], ndots: 2, library: 'musl' } },
    { name: 'clusterDNS of the kubelet, where it is not the service', changes: { cluster: { clusterDns: ['169.254.20.10'] } }, pod: ['db', 0], expected: { nameServers: ['169.254.20.10'], search: cluster } },
    { name: 'options of dnsConfig replace', changes: { db: { resolver: { options: ['timeout:2', 'attempts:3', 'rotate'] } } }, pod: ['db', 0], expected: { ndots: 5, timeoutSeconds: 2, attempts: 3, options: ['rotate'] } },
    { name: 'a domain that is too long for a name is left out', changes: { db: { resolver: { search: ['a'.repeat(254), 'example.org'] } } }, pod: ['db', 0], expected: { search: [...cluster, 'example.org'] } },
  ])('$name', ({ changes, pod: [owner, index], expected }) => {
    expect(compiled(withChanges(changes)).network.stubResolvers.get(podDevice(owner, index))).toMatchObject(expected)
  })
})

describe("pods in their node's network (kubernetes.io, DNS for Services and Pods, Pod's DNS Policy; API reference, PodSpec hostNetwork)", () => {
  const shared = (policy: string | undefined, address = '10.10.1.10') => compiled(withChanges({ db: { hostNetwork: true, pods: [{ node: 'node', address }], resolver: policy === undefined ? {} : { policy } } }))
  const resolver = (policy?: string) => shared(policy).network.stubResolvers.get(podDevice('db', 0))
  const codes = (policy?: string, address?: string) => shared(policy, address).problems.filter(({ code, element }) => element === 'db' && code.startsWith('kubernetes.')).map(({ code, field }) => `${code} ${field}`)

  it('have no device of their own: what they send begins at the node', () => {
    expect(shared(undefined).network.devices.has(podDevice('db', 0))).toBe(false)
    expect(resolver()?.runsOn).toBe('node')
  })
  it('listen on the node', () => { expect(shared(undefined).network.devices.get(deviceOf('node'))?.listeners.map(({ protocol, ports, from }) => `${from} ${protocol}/${ports.from}`)).toContain('db 6/7000') })
  it("are endpoints with the node's address", () => { expect(shared(undefined).network.clusters.get(clusterObjectsOf('cluster'))?.services.find(({ from }) => from === 'db-svc')?.endpoints.map(({ device, address }) => `${device} ${address}`)).toEqual(['node 10.10.1.10']) })
  it('ClusterFirst is Default', () => { expect(resolver()).toMatchObject({ nameServers: ['10.10.0.2'], search: ['eu-west-1.compute.internal'], ndots: 1 }) })
  it("ClusterFirstWithHostNet is the cluster's", () => { expect(resolver('ClusterFirstWithHostNet')).toMatchObject({ nameServers: ['172.20.0.10'], search: ['db.svc.cluster.local', 'svc.cluster.local', 'cluster.local', 'eu-west-1.compute.internal'], ndots: 5 }) })
  it('with ClusterFirst are warned of', () => { expect(codes()).toEqual(['kubernetes.host-network-dns resolver.policy']) })
  it("share their node's address rightly", () => { expect(codes('Default')).toEqual([]) })
  it("with another address than their node's are wrong", () => { expect(codes('Default', '10.10.1.37')).toEqual(['kubernetes.host-network-address pods.0.address']) })
})

describe('problems', () => {
  const other: Elements = { 'cluster-2': { kind: 'cluster', parent: 'vpc', services: '172.21.0.0/16', network: { mechanism: 'aws-vpc-cni' } }, 'node-2': { kind: 'node', parent: 'cluster-2', subnet: 'subnet', address: '10.10.1.11' } }
  it.each<{ name: string; changes: Elements; code: string; element: string; field: string }>([
    { name: 'a node outside its subnet', changes: { node: { address: '10.10.2.10' } }, code: 'kubernetes.node-outside-subnet', element: 'node', field: 'address' },
    { name: 'two pods with one address', changes: { db: { pods: [{ node: 'node', address: '10.10.1.37' }, { node: 'node', address: '10.10.1.37' }] } }, code: 'kubernetes.address-twice', element: 'db', field: 'pods.1.address' },
    { name: 'a pod with the address of a node', changes: { db: { pods: [{ node: 'node', address: '10.10.1.10' }] } }, code: 'kubernetes.address-twice', element: 'db', field: 'pods.0.address' },
    {
      name: 'an address used in another network', code: 'kubernetes.address-elsewhere', element: 'node-2', field: 'address',
      changes: { ...other, 'vpc-2': { kind: 'vpc', parent: 'aws', cidrs: ['10.10.0.0/16'] }, 'subnet-2': { kind: 'subnet', parent: 'vpc-2', cidr: '10.10.1.0/24' }, 'node-2': { kind: 'node', parent: 'cluster-2', subnet: 'subnet-2', address: '10.10.1.10' } },
    },
    { name: 'more name servers than a resolv.conf may have', changes: { db: { resolver: { nameServers: ['192.0.2.1', '192.0.2.2', '192.0.2.3'] } } }, code: 'kubernetes.name-servers-cut', element: 'db', field: 'resolver.nameServers' },
    { name: 'a search list that the kubelet shortens', changes: { db: { resolver: { search: ['a'.repeat(254)] } } }, code: 'kubernetes.search-cut', element: 'db', field: 'resolver.search' },
    { name: 'a search line that musl does not read', changes: { db: { resolver: { library: 'musl', search: ['a'.repeat(240)] } } }, code: 'kubernetes.search-unread', element: 'db', field: 'resolver.search' },
    { name: 'a pod on a node of another cluster', changes: { ...other, db: { pods: [{ node: 'node-2', address: '10.10.1.37' }] } }, code: 'kubernetes.node-of-another-cluster', element: 'db', field: 'pods.0.node' },
    { name: 'a pod outside the pod range', changes: { cluster: { pods: '10.24.0.0/14' } }, code: 'kubernetes.pod-outside-range', element: 'db', field: 'pods.0.address' },
    { name: 'a pod inside the service range', changes: { cluster: { services: '10.10.1.0/24' } }, code: 'kubernetes.pod-in-service-range', element: 'names', field: 'pods.0.address' },
    { name: 'pods and services that overlap', changes: { cluster: { pods: '172.20.128.0/17' } }, code: 'kubernetes.pods-overlap-services', element: 'cluster', field: 'pods' },
    { name: 'services that hide a subnet', changes: { cluster: { services: '10.10.0.0/16' } }, code: 'kubernetes.services-overlap-subnet', element: 'cluster', field: 'services' },
    { name: 'a service outside the service range', changes: { dns: { address: '172.21.0.10' } }, code: 'kubernetes.service-outside-range', element: 'dns', field: 'address' },
    { name: 'two services with one address', changes: { web: { kind: 'service', parent: 'cluster', type: 'ClusterIP', workload: 'db', address: '172.20.0.10', ports: [{ port: 80 }] } }, code: 'kubernetes.service-address-twice', element: 'web', field: 'address' },
    { name: 'a service without an address', changes: { dns: { address: undefined } }, code: 'kubernetes.service-without-address', element: 'dns', field: 'address' },
    { name: 'a DNS service without an address', changes: { dns: { address: undefined } }, code: 'kubernetes.dns-without-address', element: 'cluster', field: 'dns' },
    { name: 'a service without ports', changes: { dns: { ports: [] } }, code: 'kubernetes.service-without-ports', element: 'dns', field: 'ports' },
    { name: 'a headless service with an address', changes: { 'db-svc': { address: '172.20.0.11' } }, code: 'kubernetes.address-not-used', element: 'db-svc', field: 'address' },
    { name: 'a service without a workload', changes: { 'db-svc': { workload: undefined } }, code: 'kubernetes.service-without-workload', element: 'db-svc', field: 'workload' },
    { name: 'a service in another namespace than its workload (kubernetes.io, Service: selectors are namespaced)', changes: { 'db-svc': { namespace: 'default' } }, code: 'kubernetes.namespaces-differ', element: 'db-svc', field: 'namespace' },
    { name: 'a service for a workload of another cluster', changes: { ...other, far: { kind: 'service', parent: 'cluster-2', type: 'Headless', workload: 'db' } }, code: 'kubernetes.workload-of-another-cluster', element: 'far', field: 'workload' },
    { name: 'an external name that is none', changes: { 'db-svc': { type: 'ExternalName' } }, code: 'kubernetes.no-external-name', element: 'db-svc', field: 'externalName' },
    { name: 'an export that no cluster set takes', changes: { 'db-svc': { exported: {} } }, code: 'kubernetes.export-without-cluster-set', element: 'db-svc', field: 'exported' },
    { name: 'an external name that is exported (KEP-1645: InvalidServiceType)', changes: { 'db-svc': { type: 'ExternalName', externalName: 'db.example.org', exported: {} } }, code: 'kubernetes.export-of-external-name', element: 'db-svc', field: 'exported' },
    {
      name: 'an export of another form than the older one (KEP-1645: TypeConflict)', code: 'kubernetes.export-type-conflict', element: 'db-svc', field: 'exported',
      changes: { ...other, 'cluster-2': { ...other['cluster-2'], clusterSet: 'set' }, cluster: { clusterSet: 'set' }, 'db-svc': { exported: { created: 2 } }, far: { kind: 'service', parent: 'cluster-2', name: 'cassandra', namespace: 'db', type: 'ClusterIP', address: '172.21.0.10', ports: [{ port: 7000 }], exported: { created: 1 } } },
    },
    { name: 'no DNS service', changes: { cluster: { dns: undefined } }, code: 'kubernetes.no-dns-service', element: 'cluster', field: 'dns' },
    {
      name: 'a service range of another network', code: 'kubernetes.range-of-another-network', element: 'cluster', field: 'services',
      changes: { 'vpc-2': { kind: 'vpc', parent: 'aws', cidrs: ['10.20.0.0/16'] }, 'subnet-2': { kind: 'subnet', parent: 'vpc-2', cidr: '10.20.0.0/20' }, 'range-2': { kind: 'secondary-range', parent: 'subnet-2', cidr: '172.20.0.0/16' }, cluster: { services: 'range-2' } },
    },
  ])('$name', ({ changes, code, element, field }) => {
    expect(compiled(BASE).problems.filter(problem => problem.code === code)).toEqual([])
    expect(compiled(withChanges(changes)).problems.filter(problem => problem.code === code)).toContainEqual(expect.objectContaining({ element, field }))
  })
  it('raises none for a sound cluster', () => { expect(compiled(BASE).problems.filter(({ code }) => code.startsWith('kubernetes.'))).toEqual([]) })
})

function never(): never { throw new Error('no table') }

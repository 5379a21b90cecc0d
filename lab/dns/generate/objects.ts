import { elementId } from '@/lib/net/element-id'
import { ip, versionOf, type IpAddress } from '@/lib/net/ip-address'
import type { ClusterObjects, EndpointObject, PodObject, ServiceImportObject, ServiceObject } from '@/lib/network/cluster-objects'
import { clusterObjectsOf, deviceOf } from '@/lib/network/names'
import { CLIENT, NETWORK } from '@/lab/dns/scenario'
import type { Draw } from './draw'

const NAMESPACES = ['default', 'shop', 'db', 'idle']
const SERVICES = ['web', 'api', 'db', 'cache', 'mail', 'log', 'queue', 'auth', 'a', 'svc']
const PORTS: ServiceObject['ports'] = [
  { name: 'http', port: 80, targetPort: 8080, protocol: 6 }, { name: 'dns', port: 53, targetPort: 5353, protocol: 17 }, { name: 'dns-tcp', port: 53, targetPort: 5353, protocol: 6 },
  { name: 'cql', port: 9042, targetPort: 9042, protocol: 6 }, { name: 'media', port: 5004, targetPort: 5004, protocol: 132 },
]

/** A cluster: its number keeps its addresses apart from those of the others. */
export function drawCluster(draw: Draw, id: string, number: number, targets: readonly string[]): ClusterObjects {
  const services = draw.some(SERVICES, 4, SERVICES.length).map((name, at) => drawService(draw, { id, number, name, at, targets }))
  const pods = services.flatMap(({ endpoints, namespace }) => endpoints.map(endpoint => podOf(endpoint, namespace)))
  const askers = [CLIENT, `${NETWORK}20`].map((address, at): PodObject & { readonly address: IpAddress } => ({ from: elementId(`${id}-asker`), device: deviceOf(`${id}-asker-${at}`), name: `asker-${at}`, namespace: draw.pick(['shop', 'db']), addresses: [ip(address)], address: ip(address) }))
  return { id: clusterObjectsOf(id), from: elementId(id), namespaces: [...NAMESPACES, 'kube-system'], services, pods: withoutTwins([...pods, ...draw.some(askers, 0, 2)]) }
}

interface Place { readonly id: string; readonly number: number; readonly name: string; readonly at: number; readonly targets: readonly string[] }

function drawService(draw: Draw, place: Place): ServiceObject {
  const { id, number, name, at, targets } = place
  const type = draw.pick(['ClusterIP', 'ClusterIP', 'ClusterIP', 'Headless', 'Headless', 'Headless', 'ExternalName', 'ExternalName', 'NodePort', 'LoadBalancer'] as const)
  const families = draw.pick([[4], [4], [6], [4, 6]] as const)
  const namespace = draw.pick(NAMESPACES.slice(0, 3))
  const base = { from: elementId(`${id}-${name}`), name, namespace, type, publishNotReadyAddresses: draw.chance(15) }
  if (type === 'ExternalName') return { ...base, clusterAddresses: [], ports: [], endpoints: [], externalName: draw.pick([...targets, `${draw.pick(SERVICES)}.${namespace}.svc.cluster.local`, '192.0.2.77', 'Missing.Example.ORG.']) }
  const ports = draw.chance(20) ? [{ port: 80, targetPort: 8080, protocol: 6 }] : draw.some(PORTS, type === 'Headless' ? 0 : 1, 3)
  const endpoints = Array.from({ length: draw.below(5) }, (_, n) => drawEndpoint(draw, place, n, families))
  return { ...base, ports, endpoints: withoutTwins(endpoints), ...(type === 'LoadBalancer' || draw.chance(10) ? { externalAddresses: draw.some([`198.51.100.${10 + at}`, `2001:db8:${number}::${at + 1}`, 'lb.example.net'], 1, 2) } : {}), clusterAddresses: type === 'Headless' ? [] : families.map(version => ip(version === 4 ? `10.9${number}.0.${10 + at}` : `fd0${number}::${at + 1}:0`)) }
}

function drawEndpoint(draw: Draw, { id, number, name, at }: Place, n: number, families: readonly (4 | 6)[]): EndpointObject {
  const version = draw.pick(families)
  const address = ip(version === 4 ? `10.1${number}.${at}.${10 + n}` : draw.pick([`fd1${number}::${at + 1}:${n + 1}`, `fd1${number}:0:0:${n + 1}::`]))
  return {
    from: elementId(`${id}-${name}`), device: deviceOf(`${id}-${name}-${n}`), address, ready: draw.chance(75),
    podName: draw.chance(90) ? (draw.chance(10) ? `${name}-${'x'.repeat(70)}` : `${name}-${n}`) : '', ...(draw.chance(20) ? { zone: draw.pick(['zone-a', 'Zone-b']) } : {}), ...(draw.chance(50) ? { hostname: draw.pick([`${name}-${n}`, `${name}-${n}`, `${name}-0`, `host-${n}`]) } : {}),
  }
}

const podOf = ({ from, device, podName, address }: EndpointObject, namespace: string): PodObject & { readonly address: IpAddress } =>
  ({ from, device, name: podName || String(device), namespace, addresses: [address], address })

/** An address belongs to one. */
function withoutTwins<Item extends { readonly address: IpAddress }>(items: readonly Item[]): readonly Item[] {
  return items.filter((item, at) => items.findIndex(({ address }) => address === item.address) === at)
}

const SET = 'clusterset.local'

/** Services of the cluster set, exported by up to two clusters. */
export function drawImports(draw: Draw, number: number): readonly ServiceImportObject[] {
  return draw.some(['web', 'db', 'api', 'mail'], 1, 3).map((name, at) => {
    const namespace = draw.pick(NAMESPACES.slice(0, 3))
    const type = draw.pick(['ClusterSetIP', 'Headless'] as const)
    const ports = draw.some(PORTS, 1, 2).map(({ name: port, port: value, protocol }) => ({ ...(port === undefined ? {} : { name: port }), port: value, protocol }))
    const slices = draw.some(['west', 'east'], 0, 2).map((cluster, slice) => ({
      cluster, ports, publishNotReadyAddresses: false, globalAddresses: false,
      endpoints: withoutTwins(Array.from({ length: draw.below(3) }, (_, n) => drawEndpoint(draw, { id: cluster, number: number + 2 + slice, name, at, targets: [] }, n, [4]))),
    }))
    for (const label of ['', '_http._tcp.', 'west.', 'x.']) for (let n = 0; n < 3; n++) draw.note(`${label}${name}.${namespace}.svc.${SET}`)
    for (const { cluster, endpoints } of slices) for (const { hostname, address } of endpoints) draw.note(`${hostname ?? dashed(address)}.${cluster}.${name}.${namespace}.svc.${SET}`)
    draw.note(draw.pick([SET, `dns-version.${SET}`, `${namespace}.svc.${SET}`, `missing.${namespace}.svc.${SET}`]))
    return { from: elementId(`import-${name}`), name, namespace, type, addresses: type === 'Headless' ? [] : [ip(`10.24${number}.0.${10 + at}`)], ports, slices }
  })
}

/** The names that a zone of this cluster may have, and some that only look like it. */
export function noteNames(draw: Draw, { services, namespaces, pods }: ClusterObjects, zone: string): void {
  const of = (...labels: readonly string[]) => draw.note([...labels, zone].join('.'))
  for (const service of services) {
    const name = [service.name, service.namespace, 'svc']
    for (let n = 0; n < 3; n++) of(...name)
    of(service.name, draw.pick(NAMESPACES), 'svc')
    for (const port of service.ports) of(`_${port.name ?? 'http'}`, draw.pick(['_tcp', '_udp', 'tcp', '_sctp']), ...name)
    for (const endpoint of service.endpoints) {
      of(endpoint.hostname?.toLowerCase() ?? dashed(endpoint.address), ...name)
      of(draw.pick([dashed(endpoint.address), endpoint.podName || 'pod', endpoint.hostname ?? 'host']).toLowerCase().slice(0, 63), ...name)
    }
    for (const address of [...service.clusterAddresses, ...service.endpoints.map(endpoint => endpoint.address)]) if (draw.chance(60)) draw.note(reverseName(address))
  }
  for (const pod of pods) if (draw.chance(60)) of(dashed(pod.addresses[0] ?? ip('192.0.2.1')), draw.chance(70) ? pod.namespace : draw.pick(NAMESPACES), 'pod')
  for (const namespace of [...namespaces, 'nowhere']) of(namespace, draw.pick(['svc', 'pod', 'svc', 'node']))
  for (const inner of ['web', 'api', 'db']) { of(inner, 'shop', 'svc', 'cluster', 'local'); of(inner, 'example', 'org', 'shop', 'svc'); of('zone-a', 'prefer', '_zone', inner, 'shop', 'svc'); of('www', 'example', 'org', 'shop', 'svc') }
  for (const rest of [['dns-version'], ['svc'], ['pod'], ['ns', 'dns'], ['missing', 'shop', 'svc'], ['a', 'b', 'c', 'web', 'shop', 'svc'], ['192-0-2-1', 'shop', 'pod'], ['no-address', 'shop', 'pod'], ['other']]) of(...rest)
  draw.note(zone)
}

const dashed = (address: IpAddress): string => address.replace(/[.:]/g, '-').replace(/-$/, '-0')

/** Sources: RFC 1035 section 3.5, RFC 3596 section 2.5. */
export function reverseName(address: IpAddress): string {
  if (versionOf(address) === 4) return `${address.split('.').reverse().join('.')}.in-addr.arpa`
  const [head = '', tail = ''] = address.split('::')
  const groups = (text: string) => (text === '' ? [] : text.split(':'))
  const missing = Array.from({ length: 8 - groups(head).length - groups(tail).length }, () => '0')
  const full = address.includes('::') ? [...groups(head), ...missing, ...groups(tail)] : groups(address)
  return `${full.map(group => group.padStart(4, '0')).join('').split('').reverse().join('.')}.ip6.arpa`
}

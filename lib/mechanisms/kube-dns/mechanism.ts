import * as z from 'zod'
import { addressText } from '@/lib/design/fields'
import { domainOf, placedPods } from '@/lib/design/clusters'
import { defineMechanism, type Context } from '@/lib/mechanisms/types'
import { ip } from '@/lib/net/ip-address'
import { PROTOCOLS } from '@/lib/net/protocol'
import type { Addition } from '@/lib/network/addition'
import type { NameServer } from '@/lib/network/name-server'
import { clusterObjectsOf, deviceOf, nameServerOf, podDevice } from '@/lib/network/names'
import { onePort } from '@/lib/network/plain'

/** Source: kubernetes/dns docs/kube-dns/README; GKE documentation, "Use kube-dns": ConfigMap with stubDomains and upstreamNameservers. */
const schema = z.strictObject({
  stubDomains: z.record(z.string().min(1).max(255), z.array(addressText('Name server')).min(1).max(3)).default({}).meta({
    title: 'Stub domains', description: 'Which name servers answer for a domain and everything below it.',
  }),
  configMaps: z.record(z.string().max(253), z.record(z.string().max(253), z.string().max(262144))).default({}).meta({
    title: 'Other ConfigMaps', description: 'What is written into ConfigMaps other than kube-dns for a name server: nobody reads it here.',
  }),
  upstreamNameservers: z.array(addressText('Name server')).max(3).default([]).meta({
    title: 'Upstream name servers', description: 'Who answers for the rest; without any, the name servers of the node.',
  }),
})

type ServerContext = Context<'name-server', z.infer<typeof schema>>

const instancesOf = ({ view, id }: ServerContext) => placedPods(view, id).map(pod => podDevice(pod.owner, pod.index))

/** A name in the form of the Network: lower case, without the trailing dot. */
const normal = (zone: string) => zone.toLowerCase().replace(/\.$/, '')

/** It always sees its own cluster, and asks stub domains before the rest. Source: the same pages. */
function nameServer(context: ServerContext): NameServer {
  const { view, id, subject, config, network } = context
  const [first] = placedPods(view, id)
  const node = first ? network.stubResolvers.get(deviceOf(first.node))?.nameServers ?? [] : []
  const upstreams = config.upstreamNameservers.map(text => ip(text))
  const domains = Object.keys(config.stubDomains).sort().map(zone => ({ zone: normal(zone), servers: (config.stubDomains[zone] ?? []).map(text => ip(text)) }))
  return {
    id: nameServerOf(id), from: id, instances: instancesOf(context),
    behaviour: {
      type: 'stub-domains', zone: domainOf(view.get(subject.parent, 'cluster')), domains, upstreams: upstreams.length > 0 ? upstreams : node,
      cluster: { key: '', objects: clusterObjectsOf(subject.parent ?? ''), synced: new Map() },
    },
    codes: { zoneNotServed: 'dns.zone-not-served', noFallthrough: 'dns.no-fallthrough', notSynced: 'control-plane.unreachable' },
  }
}

/** The name server of GKE Standard clusters: dnsmasq before kube-dns. */
export const kubeDns = defineMechanism({
  name: 'kube-dns',
  title: 'kube-dns',
  category: 'name-server',
  attachesTo: [{ kind: 'name-server', parent: 'cluster', named: 'mechanism' }],
  schema,
  sentences: {
    'kube-dns.cluster-domain-hidden': 'The stub domain {zone} of {server} covers the cluster domain {domain}, so names of the cluster itself are asked elsewhere. Narrow the stub domain.',
    'kube-dns.config-map-not-read': 'This cluster runs kube-dns, not CoreDNS: nobody reads the ConfigMap {configMap}, so what stands there changes nothing at {server}. Write a stub domain into the ConfigMap kube-dns.',
    'kube-dns.without-pods': 'Name server {server} has no pods, so it never answers. Give it one.',
  },
  problems: {
    'name-server': ({ view, id, subject, config }) => {
      const domain = domainOf(view.get(subject.parent, 'cluster'))
      const covering = Object.keys(config.stubDomains).sort().filter(zone => domain === normal(zone) || domain.endsWith(`.${normal(zone)}`))
      return [
        ...placedPods(view, id).length === 0 ? [{ severity: 'warning', code: 'kube-dns.without-pods', element: id, field: 'pods', facts: { server: view.nameOf(id) } } as const] : [],
        ...Object.keys(config.configMaps).sort().map(configMap => ({ severity: 'warning', code: 'kube-dns.config-map-not-read', element: id, field: 'config.configMaps', facts: { server: view.nameOf(id), configMap } }) as const),
        ...covering.map(zone => ({ severity: 'warning', code: 'kube-dns.cluster-domain-hidden', element: id, field: `config.stubDomains.${zone}`, facts: { server: view.nameOf(id), zone, domain } }) as const),
      ]
    },
  },
  contribute: {
    connect: {
      'name-server': context => instancesOf(context).flatMap(device => [PROTOCOLS.udp, PROTOCOLS.tcp].map((protocol): Addition =>
        ({ add: 'listener', device, listener: { protocol, ports: onePort(53), from: context.id } }))),
    },
    name: { 'name-server': context => [{ add: 'name-server', nameServer: nameServer(context) }] },
  },
})

import { defineMechanism } from '@/lib/mechanisms/types'
import { domainOf, placedPods } from '@/lib/design/clusters'
import { PROTOCOLS } from '@/lib/net/protocol'
import type { Addition } from '@/lib/network/addition'
import { deviceOf, nameServerOf } from '@/lib/network/names'
import { onePort } from '@/lib/network/plain'
import { schema } from './config'
import { checkNameServer } from './problems'
import { readConfig } from './read'
import { instancesOf, reachConditions, watchedClusters, type ServerContext } from './watched'

/** DNS queries come by both transports. Source: RFC 7766 section 5. */
const listeners = (context: ServerContext): readonly Addition[] => instancesOf(context).flatMap(device =>
  [PROTOCOLS.udp, PROTOCOLS.tcp].map((protocol): Addition => ({ add: 'listener', device, listener: { protocol, ports: onePort(53), from: context.id } })))

function nameServer(context: ServerContext): readonly Addition[] {
  const { view, id, subject, config, network } = context
  const { text, files } = readConfig(config, domainOf(view.get(subject.parent, 'cluster')))
  const [first] = placedPods(view, id)
  const resolver = first && network.stubResolvers.get(deviceOf(first.node))
  const upstreams = resolver?.nameServers ?? []
  return [
    ...reachConditions(context, text, files),
    {
      add: 'name-server',
      nameServer: {
        id: nameServerOf(id), from: id, instances: instancesOf(context),
        behaviour: { type: 'corefile', text, files, upstreams, search: resolver?.search ?? [], clusters: watchedClusters(context, text, files) },
        codes: { zoneNotServed: 'dns.zone-not-served', noFallthrough: 'dns.no-fallthrough', notSynced: 'control-plane.unreachable' },
      },
    },
  ]
}

/** CoreDNS as pods of a cluster, with a Corefile. Source: coredns.io manual; coredns/kubernetai README for stanzas of other clusters. */
export const coredns = defineMechanism({
  name: 'coredns',
  title: 'CoreDNS',
  category: 'name-server',
  attachesTo: [{ kind: 'name-server', parent: 'cluster', named: 'mechanism' }],
  schema,
  sentences: {
    'coredns.corefile': 'The Corefile of {server} cannot be read (line {line}, column {column}): {message}',
    'coredns.unknown-kubeconfig': 'The Corefile of {server} watches a cluster by {key} (line {line}, column {column}), but the design does not say whose API server that is. Name it under kubeconfigs.',
    'coredns.unused-kubeconfig': '{server} says where {key} leads, but its Corefile does not use it. Remove it, or add the stanza.',
    'coredns.not-an-api-server': '{server} says that {key} leads to {other}, which is no API server of the design. Name one.',
    'coredns.config-map-not-read': '{server} does not read {key} of the ConfigMap {configMap}, so what stands there changes nothing. Write it into {reads}.',
    'coredns.without-pods': 'Name server {server} has no pods, so it never answers. Give it one.',
  },
  problems: { 'name-server': checkNameServer },
  contribute: { connect: { 'name-server': listeners }, name: { 'name-server': nameServer } },
})

import { parseCorefile } from '@/lib/corefile/parse'
import { defineMechanism } from '@/lib/mechanisms/types'
import { hostCidr } from '@/lib/net/cidr'
import { elementId } from '@/lib/net/element-id'
import { PROTOCOLS } from '@/lib/net/protocol'
import type { Addition } from '@/lib/network/addition'
import { deviceOf, interfaceOf, linkBetween, nameServerOf, partDevice } from '@/lib/network/names'
import type { NatRule } from '@/lib/network/nat-rule'
import { onePort, plainInterface, plainLink } from '@/lib/network/plain'
import type { Problem } from '@/lib/network/problem'
import { schema } from './config'
import { corefileOf, instancesOf, listensOf, serviceAddress, type CacheContext } from './instances'

/** What is for the node itself goes by its loopback, whose MTU of 65536 bytes no packet reaches and no other device has. Sources: Linux drivers/net/loopback.c, include/uapi/linux/if_ether.h (ETH_MAX_MTU); RFC 791 section 3.1, total length. */
const LOOPBACK_MTU_BYTES = 65_535
/** Before kube-proxy's own: the cache's rules stand in the raw table. */
const EXCEPTION_ORDER = 10

const linkOnNode = (context: CacheContext, node: string) => linkBetween(deviceOf(node), partDevice(context.id, node))

/** A dummy interface with the addresses at which it answers, on every node. */
const interfaces = (context: CacheContext): readonly Addition[] => instancesOf(context).flatMap((device): readonly Addition[] => [
  {
    add: 'interface', device,
    interface: {
      ...plainInterface(interfaceOf(device, 'nodelocaldns'), linkOnNode(context, device), elementId(device), LOOPBACK_MTU_BYTES),
      addresses: listensOf(context).map(address => ({ address, length: hostCidr(address).length })),
    },
  },
  ...listensOf(context).flatMap(address => [PROTOCOLS.udp, PROTOCOLS.tcp].map((protocol): Addition =>
    ({ add: 'listener', device, listener: { protocol, ports: onePort(53), address: hostCidr(address), from: context.id } }))),
])

/** Questions to the service's address are not translated: they stay on the node. Source: kubernetes/dns cmd/node-cache/app/cache_app.go (NOTRACK). */
function untranslated(context: CacheContext): readonly Addition[] {
  const taken = serviceAddress(context)
  if (taken === undefined) return []
  return instancesOf(context).flatMap(device => (['prerouting', 'output'] as const).map((hook): Addition => {
    const rule: NatRule = {
      code: 'node-local-dns.taken-over', from: context.id, id: `${device}:${context.id}:${hook}`, hook, order: EXCEPTION_ORDER, action: { type: 'unchanged' },
      match: { destinations: { cidrs: [hostCidr(taken)] }, protocols: [PROTOCOLS.udp, PROTOCOLS.tcp].map(protocol => ({ protocol, ports: [onePort(53)] })) },
    }
    return { add: 'nat', at: { device }, rule }
  }))
}

function nameServer(context: CacheContext): Addition {
  const { id, network } = context
  const instances = instancesOf(context)
  const upstreams = instances.flatMap(node => network.stubResolvers.get(node)?.nameServers ?? [])
  return {
    add: 'name-server',
    nameServer: {
      id: nameServerOf(id), from: id, instances, behaviour: { type: 'corefile', text: corefileOf(context), upstreams: [...new Set(upstreams)], clusters: [] },
      codes: { zoneNotServed: 'dns.node-local-bypass', noFallthrough: 'dns.no-fallthrough', notSynced: 'control-plane.unreachable' },
    },
  }
}

function problems(context: CacheContext): readonly Problem[] {
  const { view, id, subject, config } = context
  const cluster = view.get(subject.parent, 'cluster')
  const facts = { server: view.nameOf(id), address: config.address }
  const parsed = parseCorefile(corefileOf(context))
  const warning = (code: Problem['code'], field: string): Problem => ({ severity: 'warning', code, element: id, field, facts })
  return [
    ...config.proxyMode === 'ipvs' && !cluster?.clusterDns?.includes(config.address) ? [warning('node-local-dns.not-asked', 'config.proxyMode')] : [],
    ...instancesOf(context).length === 0 ? [warning('node-local-dns.without-nodes', 'parent')] : [],
    ...parsed.ok ? [] : [{ severity: 'error', code: 'node-local-dns.corefile', element: id, field: 'config.corefile', facts } as const],
  ]
}

/** NodeLocal DNSCache: a CoreDNS on every node, between pods and the cluster's name server. Source: kubernetes.io, "Using NodeLocal DNSCache in Kubernetes Clusters". */
export const nodeLocalDns = defineMechanism({
  name: 'node-local-dns',
  title: 'NodeLocal DNSCache',
  category: 'name-server',
  attachesTo: [{ kind: 'name-server', parent: 'cluster', named: 'mechanism' }],
  schema,
  sentences: {
    'node-local-dns.taken-over': 'Questions to the DNS service are answered on this node, by the cache.',
    'node-local-dns.not-asked': 'With kube-proxy in IPVS mode, no pod asks {server} unless it is told to. Put {address} into the field clusterDns of the cluster.',
    'node-local-dns.without-nodes': '{server} runs on every node, but its cluster has none. Add a node.',
    'node-local-dns.corefile': 'The Corefile of {server} cannot be read.',
  },
  problems: { 'name-server': problems },
  contribute: {
    place: { 'name-server': context => instancesOf(context).map((device): Addition => ({ add: 'link', link: plainLink(linkOnNode(context, device), context.id, 'segment') })) },
    connect: { 'name-server': interfaces },
    translate: { 'name-server': untranslated },
    name: { 'name-server': context => [nameServer(context)] },
  },
})

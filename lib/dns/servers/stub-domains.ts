import { longestZone } from '@/lib/dns/names'
import { distinctReplies, replyWith, respond, serveOne, step } from '@/lib/dns/response'
import { serveStanza } from '@/lib/dns/plugins/kubernetes/serve-stanza'
import type { Asked, Reply, Served, ServerContext } from '@/lib/dns/served'
import type { IpAddress } from '@/lib/net/ip-address'
import type { NameServerBehaviour } from '@/lib/network/name-server'
import type { Query } from '@/lib/network/resolution'
import { clusterStanza } from './cluster-stanza'

type StubDomains = Extract<NameServerBehaviour, { type: 'stub-domains' }>

/**
 * kube-dns: dnsmasq sends a name to the servers of the longest domain that holds it: the cluster's own zone, a stub domain, or the upstream
 * servers. Sources: kubernetes/dns docs/specification and "Customizing DNS Service" (stub domains before upstreams); dnsmasq(8) `--server`.
 */
export function serveStubDomains(behaviour: StubDomains, query: Query, context: ServerContext): Served {
  const domain = longestZone(query.name, behaviour.domains.map(({ zone }) => zone))
  const own = longestZone(query.name, [behaviour.zone])
  if (own !== undefined && (domain === undefined || own.length >= domain.length)) return serveCluster(behaviour, query, context)
  const servers = behaviour.domains.find(({ zone }) => zone === domain)?.servers ?? behaviour.upstreams
  return relay(servers, domain ?? '.', query, context)
}

/** The zone's own server knows the cluster and nobody behind it. */
function serveCluster(behaviour: StubDomains, query: Query, context: ServerContext): Served {
  const next = () => serveOne(context, 'stub-domain', replyWith(respond('NXDOMAIN')), { zone: behaviour.zone })
  return serveStanza(clusterStanza(behaviour.zone, behaviour.cluster.key), query, { actor: 'kubernetes', next }, context)
}

/**
 * Any of the servers may be asked; a REFUSED or SERVFAIL one is passed over for another, and a silent one as well when the client asks
 * again. With nobody left there is no reply at all: dnsmasq does not answer for a server that stays silent. Without servers: REFUSED.
 * Source: dnsmasq(8) (`--strict-order`, `--all-servers` off), src/forward.c reply_query.
 */
function relay(servers: readonly IpAddress[], zone: string, query: Query, context: ServerContext): Served {
  if (servers.length === 0) return serveOne(context, 'stub-domain', replyWith(respond('REFUSED')), { zone })
  const asked = servers.map(address => context.ask(query, { address, port: 53, transport: 'udp' }))
  const steps = servers.flatMap((address, at) => (asked[at] ?? []).map(({ exchange }) => step(context, 'stub-domain', 'asked', { facts: { zone, upstream: address }, exchange })))
  const good = asked.flat().filter(isGood)
  const allMayFail = asked.every(ways => ways.length === 0 || !ways.every(isGood))
  const bad = asked.flat().filter(one => !isGood(one))
  return { replies: distinctReplies([...good.map(replyOf), ...(allMayFail ? badReplies(bad) : [])]), steps }
}

const isGood = ({ exchange }: Asked): boolean => exchange.undetermined !== undefined || exchange.response?.rcode === 'NOERROR' || exchange.response?.rcode === 'NXDOMAIN'

/** The last refusal is passed on when there was one. */
function badReplies(bad: readonly Asked[]): readonly Reply[] {
  const refusals = bad.filter(({ exchange }) => exchange.response)
  return refusals.length > 0 ? refusals.map(replyOf) : [{ type: 'silent', causes: bad.flatMap(({ causes }) => causes) }]
}

function replyOf({ exchange, causes }: Asked): Reply {
  if (exchange.response) return replyWith(exchange.response, causes)
  return exchange.undetermined ? { type: 'not-modelled', undetermined: exchange.undetermined } : { type: 'silent', causes }
}

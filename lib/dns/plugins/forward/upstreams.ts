import { zoneLength } from '@/lib/dns/names'
import { distinctReplies, mapResponses, notModelled, recordsFor, replyWith, respond, serveOne, step } from '@/lib/dns/response'
import type { Asked, Cause, Reply, Served, ServerContext } from '@/lib/dns/served'
import type { DnsStep, Query } from '@/lib/network/resolution'
import type { Forwarding, Target } from './forwarding'

/** Source: coredns plugin/forward README ("TO… maximum of 15"). */
const MAX_UPSTREAMS = 15

/**
 * Asks the upstreams and passes on what comes. An upstream that stays silent, refuses the packet, or says an rcode of `failover` is passed
 * over; any other reply is final, NXDOMAIN and SERVFAIL too. When none is left: the last such rcode, or SERVFAIL where nothing came at all.
 * Source: coredns plugin/forward/forward.go ServeDNS, README.
 *
 * It asks by the transport of the client, TCP with force_tcp, and hands on how large a datagram the client takes.
 *
 * The policy `random` (the default, and `round_robin` alike) may begin anywhere, so the replies of all upstreams are possible.
 */
export function forwardTo(forwarding: Forwarding, query: Query, context: ServerContext): Served {
  const targets = forwarding.to.flatMap(target => addressesOf(target, context)).slice(0, MAX_UPSTREAMS)
  const zone = zoneLength(forwarding.from) >= zoneLength(context.zone) ? forwarding.from : context.zone
  if (targets.length === 0) return serveOne(context, 'forward', notModelled('dns.no-upstream', { zone }), { zone })
  const tries: Tried[] = []
  for (const target of targets) {
    const tried = tryOne(forwarding, query, target, context)
    tries.push({ ...tried, steps: tried.asked.map(({ exchange }) => step(context, 'forward', 'asked', { facts: { zone, upstream: target.address }, exchange })) })
    if (forwarding.policy === 'sequential' && !mayFail(tried)) break
  }
  return outcomeOf(tries, zone, context)
}

interface Outcomes { readonly asked: readonly Asked[]; readonly good: readonly Reply[]; readonly passedOver: readonly Reply[]; readonly lost: readonly Asked[] }
interface Tried extends Outcomes { readonly steps: readonly DnsStep[] }

function tryOne({ failover, transport }: Forwarding, query: Query, target: Exclude<Target, 'resolv.conf'>, context: ServerContext): Outcomes {
  const asked = context.ask(query, { ...target, transport: transport === 'same' ? context.transport : transport, payloadBytes: context.payloadBytes })
  const answered = asked.filter(({ exchange }) => exchange.response || exchange.undetermined)
  const passesOver = ({ exchange }: Asked) => exchange.response !== null && failover.has(exchange.response.rcode)
  return {
    asked, good: answered.filter(one => !passesOver(one)).map(one => aliasBlamed(replyOf(one), query, context)), passedOver: answered.filter(passesOver).map(one => replyOf(one)),
    lost: asked.filter(one => !answered.includes(one)),
  }
}

const mayFail = ({ asked, lost, passedOver }: Outcomes): boolean => asked.length === 0 || lost.length > 0 || passedOver.length > 0

function outcomeOf(tries: readonly Tried[], zone: string, context: ServerContext): Served {
  const steps = tries.flatMap(tried => tried.steps)
  const good = tries.flatMap(tried => tried.good)
  if (!tries.every(mayFail)) return { replies: distinctReplies(good), steps }
  const last = tries.flatMap(tried => tried.passedOver)
  if (last.length > 0 && !tries.every(({ asked, lost }) => asked.length === 0 || lost.length > 0)) return { replies: distinctReplies([...good, ...last]), steps }
  const causes = silenceCauses(tries.flatMap(({ lost }) => lost), zone, context)
  const failed = serveOne(context, 'forward', replyWith(respond('SERVFAIL', { unwritten: 'error' }), causes), { zone })
  return { replies: distinctReplies([...good, ...last, ...failed.replies]), steps: [...steps, ...failed.steps] }
}

/** What may be blamed for the silence; where no packet and no server can be, that nobody is there. */
function silenceCauses(lost: readonly Asked[], zone: string, { server }: ServerContext): readonly Cause[] {
  const causes = lost.flatMap(one => one.causes)
  const isNamed = causes.some(cause => cause.type !== 'packets' || [...cause.exchange.forward, ...cause.exchange.return].some(({ faults }) => faults.length > 0))
  const upstreams = [...new Set(lost.map(({ exchange }) => exchange.server))].join(', ')
  return isNamed || lost.length === 0 ? causes : [...causes, { type: 'configured', place: server.from, why: { code: 'dns.upstream-silent', elements: [server.from], facts: { zone, upstream: upstreams } } }]
}

function addressesOf(target: Target, context: ServerContext): readonly Exclude<Target, 'resolv.conf'>[] {
  if (target !== 'resolv.conf') return [target]
  const { behaviour } = context.server
  return behaviour.type === 'corefile' ? behaviour.upstreams.map(address => ({ address, port: 53 })) : []
}

function replyOf({ exchange, causes }: Asked): Reply {
  return exchange.response ? replyWith(exchange.response, causes) : { type: 'not-modelled', undetermined: exchange.undetermined ?? { code: 'dns.server-not-modelled' } }
}

/** An upstream's alias without what it leads to: a forwarder hands it on and does not follow it, though this server may know the target. Source: coredns#5105. */
function aliasBlamed(reply: Reply, query: Query, context: ServerContext): Reply {
  if (reply.type !== 'response' || query.type === 'CNAME' || reply.response.truncated) return reply
  const { answers } = reply.response
  const target = answers.findLast(({ type }) => type === 'CNAME')?.data
  if (target === undefined || recordsFor(query.name, answers).some(({ type }) => type === query.type)) return reply
  const mended = () => mapResponses(context.again({ name: target, type: query.type }), response => ({ ...response, answers: [...answers, ...response.answers] }))
  return { ...reply, causes: [...reply.causes, { type: 'withheld', place: context.server.from, why: { code: 'dns.alias-not-followed', elements: [context.server.from], facts: { name: query.name, target } }, mended }] }
}

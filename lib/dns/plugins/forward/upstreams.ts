import { zoneLength } from '@/lib/dns/names'
import { distinctReplies, notModelled, replyWith, respond, serveOne, step } from '@/lib/dns/response'
import type { Asked, Reply, Served, ServerContext } from '@/lib/dns/served'
import type { DnsStep, Query } from '@/lib/network/resolution'
import type { Forwarding, Target } from './forwarding'

/**
 * Asks the upstreams and passes on what comes. An upstream that stays silent or refuses the packet is passed over; any reply is final,
 * NXDOMAIN and SERVFAIL too. When all fail: SERVFAIL. Source: coredns plugin/forward/forward.go ServeDNS, README.
 *
 * The policy `random` (the default, and `round_robin` alike) may begin anywhere, so the replies of all upstreams are possible.
 */
export function forwardTo(forwarding: Forwarding, query: Query, context: ServerContext): Served {
  const targets = forwarding.to.flatMap(target => addressesOf(target, context))
  const zone = zoneLength(forwarding.from) >= zoneLength(context.zone) ? forwarding.from : context.zone
  if (targets.length === 0) return serveOne(context, 'forward', notModelled('dns.no-upstream', { zone }), { zone })
  const replies: Reply[] = []
  const lost: Asked[] = []
  const steps: DnsStep[] = []
  let allMayFail = true
  for (const target of targets) {
    const asked = context.ask(query, { ...target, transport: forwarding.transport })
    const answered = asked.filter(({ exchange }) => exchange.response || exchange.undetermined)
    steps.push(...asked.map(({ exchange }) => step(context, 'forward', 'asked', { facts: { zone, upstream: target.address }, exchange })))
    replies.push(...answered.map(replyOf))
    lost.push(...asked.filter(one => !answered.includes(one)))
    if (answered.length < asked.length || asked.length === 0) continue
    allMayFail = false
    if (forwarding.policy === 'sequential') break
  }
  if (!allMayFail) return { replies: distinctReplies(replies), steps }
  const failed = serveOne(context, 'forward', replyWith(respond('SERVFAIL'), lost.flatMap(({ causes }) => causes)), { zone })
  return { replies: distinctReplies([...replies, ...failed.replies]), steps: [...steps, ...failed.steps] }
}

function addressesOf(target: Target, context: ServerContext): readonly Exclude<Target, 'resolv.conf'>[] {
  if (target !== 'resolv.conf') return [target]
  const { behaviour } = context.server
  return behaviour.type === 'corefile' ? behaviour.upstreams.map(address => ({ address, port: 53 })) : []
}

function replyOf({ exchange, causes }: Asked): Reply {
  return exchange.response ? replyWith(exchange.response, causes) : { type: 'not-modelled', undetermined: exchange.undetermined ?? { code: 'dns.server-not-modelled' } }
}

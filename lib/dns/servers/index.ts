import { unreachable } from '@/lib/net/unreachable'
import { PLAIN_DATAGRAM_BYTES } from '@/lib/dns/message-size'
import { step } from '@/lib/dns/response'
import type { Answering, Served, ServerContext, Session } from '@/lib/dns/served'
import { serveCorefile } from './corefile'
import { servePublic } from './public'
import { serveRecursive } from './recursive'
import { serveStubDomains } from './stub-domains'

/** Forwarders deeper than this are taken for a loop. */
const MAX_DEPTH = 16

/**
 * What a name server says to a query, by its behaviour.
 *
 * A question that comes back to a server that is still waiting for its answer is a loop: in reality it goes round until everybody's
 * patience ends, so the server that notices it here stays silent. Source: coredns plugin/loop README; RFC 1034 section 5.3.1 (bounded work).
 */
export function answerQuery(session: Session, answering: Answering): Served {
  const { server, device, query, trail, mode, port, client, transport = 'udp', payloadBytes = PLAIN_DATAGRAM_BYTES } = answering
  const here = `${server.id} ${device} ${query.name} ${query.type} ${query.class ?? 'IN'}`
  const context: ServerContext = {
    network: session.network, server, device, client, transport, payloadBytes, port, mode, zone: '.',
    ask: (asked, to) => (mode === 'alone' ? [] : session.ask({ asker: device, query: asked, trail: [...trail, here], ...to })),
    again: asked => session.answer({ ...answering, query: asked, trail: [...trail, here] }),
  }
  if (trail.includes(here) || trail.length >= MAX_DEPTH) return { replies: [{ type: 'silent', causes: [] }], steps: [step(context, 'loop', 'failed', { facts: { name: query.name } })] }
  const { behaviour } = server
  switch (behaviour.type) {
    case 'corefile': return serveCorefile(query, context)
    case 'stub-domains': return serveStubDomains(behaviour, query, context)
    case 'recursive': return serveRecursive(behaviour, query, context)
    case 'public': return servePublic(behaviour, query, context)
    default: return unreachable(behaviour)
  }
}

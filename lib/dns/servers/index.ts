import { unreachable } from '@/lib/net/unreachable'
import { PLAIN_DATAGRAM_BYTES } from '@/lib/dns/message-size'
import { ALIAS_CIRCLE, notModelled, step } from '@/lib/dns/response'
import type { Answering, Cause, Served, ServerContext, Session } from '@/lib/dns/served'
import type { Query } from '@/lib/network/resolution'
import { serveCorefile } from './corefile'
import { aliasPoint, askOneself, hasPassed, isAliasCircle, loopCauses, loopsAtStart, wayPoint } from './loops'
import { servePublic } from './public'
import { serveRecursive } from './recursive'
import { serveAs } from './as'
import { serveAuthoritative } from './authoritative'
import { serveStubDomains } from './stub-domains'

/** Forwarders deeper than this are taken for a loop. */
const MAX_DEPTH = 16

/**
 * What a name server says to a query, by its behaviour.
 *
 * A question that comes back to a server that is still waiting for its answer is a loop: in reality it goes round until everybody's
 * patience ends, so the server that notices it here stays silent. Aliases that lead a server in a circle, with no packet between, are another
 * matter: some plugins stop, others go on until the process dies. Source: coredns plugin/loop README, plugin/pkg/upstream (no bound),
 * plugin/file/lookup.go (bounded); RFC 1034 section 5.3.1 (bounded work).
 */
export function answerQuery(session: Session, answering: Answering): Served {
  const { query, trail } = answering
  const here = wayPoint(answering)
  const context = contextOf(session, answering, here)
  if (hasPassed(trail, here)) return { replies: [isAliasCircle(trail, here) ? notModelled(ALIAS_CIRCLE, { name: query.name }) : { type: 'silent', causes: loopCauses(trail, here, session.network) }], steps: [step(context, 'loop', 'failed', { facts: { name: query.name } })] }
  if (trail.length >= MAX_DEPTH) return { replies: [{ type: 'silent', causes: [] }], steps: [step(context, 'loop', 'failed', { facts: { name: query.name } })] }
  if (endsAtStart(session, answering)) return { replies: [{ type: 'silent', causes: [endedCause(session, answering)] }], steps: [step(context, 'loop', 'failed', { facts: { started: 'no' } })] }
  return serve(query, context)
}

function contextOf(session: Session, answering: Answering, here: string): ServerContext {
  const { server, device, trail, mode, port, client, transport = 'udp', payloadBytes = PLAIN_DATAGRAM_BYTES } = answering
  return {
    network: session.network, server, device, client, transport, payloadBytes, port, mode, zone: '.',
    ask: (asked, to) => (mode === 'alone' ? [] : askOneself(session, answering, asked, to, [...trail, here]) ?? session.ask({ asker: device, query: asked, trail: [...trail, here], ...to })),
    again: asked => session.answer({ ...answering, query: asked, trail: [...trail, aliasPoint(here)] }),
    as: (other, asked) => session.answer({ ...answering, server: other, device: other.instances[0] ?? device, query: asked, trail: [...trail, here] }),
  }
}

/** Each process is checked once per lookup. While it is, it is taken to run. */
function endsAtStart(session: Session, answering: Answering): boolean {
  const { device, mode, start } = answering
  if (mode === 'alone' || start !== undefined) return false
  const known = session.starts.get(device)
  if (known !== undefined) return known
  session.starts.set(device, false)
  const ends = loopsAtStart(session, answering)
  session.starts.set(device, ends)
  return ends
}

function endedCause(session: Session, answering: Answering): Cause {
  const { from } = answering.server
  return { type: 'configured', place: from, why: { code: 'dns.loop-self', elements: [from] }, mended: () => session.answer({ ...answering, start: 'assumed' }) }
}

function serve(query: Query, context: ServerContext): Served {
  const { behaviour } = context.server
  switch (behaviour.type) {
    case 'corefile': return serveCorefile(query, context)
    case 'stub-domains': return serveStubDomains(behaviour, query, context)
    case 'recursive': return serveRecursive(behaviour, query, context)
    case 'authoritative': return serveAuthoritative(behaviour, query, context)
    case 'as': return serveAs(behaviour, query, context)
    case 'public': return servePublic(behaviour, query, context)
    default: return unreachable(behaviour)
  }
}

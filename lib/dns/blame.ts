import { unreachable } from '@/lib/net/unreachable'
import type { NameServerId } from '@/lib/network/ids'
import type { NameServer } from '@/lib/network/name-server'
import type { Network } from '@/lib/network/network'
import type { DnsFault, Exchange, Query, ResolvedAddress, Response } from '@/lib/network/resolution'
import { SUCCESSES, type Trace } from '@/lib/network/trace'
import { answerOf, holdersOf, meantBy } from './holders'
import { zoneLength } from './names'
import { distinct } from './response'
import type { Asked, Cause, Served, Session } from './served'

/** How far faults behind faults are looked for. */
const MAX_DEPTH = 4

/** What a failed question would have led to, had its faults been mended, and those faults. */
interface Explained { readonly addresses: readonly ResolvedAddress[]; readonly faults: readonly DnsFault[] }

const NOTHING: Explained = { addresses: [], faults: [] }

/** What may be blamed for the failed ones among all that came of one query; nothing where it succeeded. */
export function blame(session: Session, query: Query, asked: readonly Asked[]): readonly DnsFault[] {
  return dedupe(asked.flatMap(({ exchange, causes }) => {
    if (exchange.undetermined || (exchange.response && answerOf(exchange.response, query).length > 0)) return []
    const { faults } = explain(session, query, { response: exchange.response, causes }, 0)
    return faults.length > 0 ? faults : zoneNotServed(session, query, exchange)
  }))
}

interface Failure { readonly response: Response | null; readonly causes: readonly Cause[] }

function explain(session: Session, query: Query, failure: Failure, depth: number): Explained {
  if (failure.response && answerOf(failure.response, query).length > 0) return { addresses: answerOf(failure.response, query), faults: [] }
  return depth >= MAX_DEPTH ? NOTHING : joined(failure.causes.map(cause => explainCause(session, query, cause, depth + 1)))
}

function explainCause(session: Session, query: Query, cause: Cause, depth: number): Explained {
  switch (cause.type) {
    case 'withheld': {
      const behind = explainServed(session, query, cause.mended(), depth)
      if (behind.addresses.length === 0) return NOTHING
      return { addresses: behind.addresses, faults: [{ why: cause.why, place: cause.place, withheld: behind.addresses }, ...behind.faults] }
    }
    case 'packets': {
      const behind = behindLoss(session, query, cause.exchange, depth)
      const packets = [...cause.exchange.forward, ...cause.exchange.return].filter(hasFailed).flatMap(({ faults }) => faults)
      return { addresses: behind.addresses, faults: [...packets.map(packet => ({ why: packet.why, place: packet.place, packet, withheld: behind.addresses })), ...behind.faults] }
    }
    case 'configured': {
      const behind = cause.mended ? explainServed(session, query, cause.mended(), depth) : NOTHING
      return { addresses: behind.addresses, faults: [{ why: cause.why, place: cause.place, withheld: behind.addresses }, ...behind.faults] }
    }
    default: return unreachable(cause)
  }
}

const hasFailed = ({ disposition, phase }: Trace): boolean => phase !== 'notice' && disposition !== 'undetermined' && !SUCCESSES.some(success => success === disposition)

/** What the server would have said, had the packets passed; where nobody knows which server: what any server holds. */
function behindLoss(session: Session, query: Query, exchange: Exchange, depth: number): Explained {
  const [meant] = meantBy(session, exchange)
  if (!meant) return { addresses: holdersOf(session, query, new Set()).slice(0, 1).flatMap(({ addresses }) => addresses), faults: [] }
  return explainServed(session, query, session.answer({ ...meant, port: 53, client: null, query, trail: [], mode: 'real' }), depth)
}

function explainServed(session: Session, query: Query, { replies }: Served, depth: number): Explained {
  return joined(replies.map(reply => (reply.type === 'not-modelled' ? NOTHING : explain(session, query, { response: reply.type === 'response' ? reply.response : null, causes: reply.causes }, depth))))
}

const joined = (all: readonly Explained[]): Explained => ({
  addresses: distinct(all.flatMap(({ addresses }) => addresses), ({ address }) => address, first => first),
  faults: all.flatMap(({ faults }) => faults),
})

/**
 * The name is denied although a server that was not asked holds it in a longer zone than any in which it was looked for. To blame is the first
 * server on the way that did not send the name on by a zone of its own. A server that holds it in the very zone that denied it has a zone of
 * the same name: no forwarding by zone can tell the two apart.
 */
function zoneNotServed(session: Session, query: Query, exchange: Exchange): readonly DnsFault[] {
  if (exchange.response?.rcode !== 'NXDOMAIN') return []
  const own = deniedZones(exchange, exchange.response).reduce((longest, zone) => (zoneLength(zone) > zoneLength(longest) ? zone : longest), '')
  const asked = serversOn(exchange)
  const holders = holdersOf(session, query, new Set(asked))
  const holder = holders.find(({ zone }) => zoneLength(zone) > zoneLength(own)) ?? holders.find(({ zone }) => zone === own && own !== '')
  const blamed = blamedOn(session.network, exchange)
  if (!blamed || !holder) return []
  const code = holder.zone === own ? 'dns.zone-collision' : blamed.codes.zoneNotServed
  const last = session.network.nameServers.get(asked.at(-1) ?? ('' as NameServerId))
  return [{ why: { code, elements: [blamed.from], facts: { zone: holder.zone, servedBy: holder.server.from } }, place: last?.from ?? blamed.from, withheld: holder.addresses }]
}

/** The zones in which the name was looked for in vain: of the denial (its SOA, RFC 2308 section 2.1), and of whatever passed the name on. */
function deniedZones({ steps }: Pick<Exchange, 'steps'>, response: Response | null): readonly string[] {
  const own = response?.authority.find(({ type }) => type === 'SOA')?.name ?? ''
  const passed = steps.flatMap(({ did, facts }) => (did === 'passed-on' && facts.zone !== undefined ? [facts.zone] : []))
  return [own, ...passed, ...steps.flatMap(step => (step.exchange ? deniedZones(step.exchange, null) : []))]
}

/** Who was asked, one behind the other, along the way that the first reply took. */
function serversOn(exchange: Exchange): readonly NameServerId[] {
  if (!exchange.answeredBy) return []
  const onward = exchange.steps.flatMap(step => (step.exchange ? serversOn(step.exchange) : []))
  return [...new Set([exchange.answeredBy.server, ...onward, ...exchange.steps.filter(({ did }) => did === 'answered').map(({ server }) => server)])]
}

function blamedOn(network: Network, exchange: Exchange): NameServer | undefined {
  const server = exchange.answeredBy && network.nameServers.get(exchange.answeredBy.server)
  if (!server || server.behaviour.type === 'public') return undefined
  const onward = exchange.steps.find(step => step.did === 'asked' && step.server === server.id && step.exchange)
  if (!onward?.exchange || onward.facts.zone === '.') return server
  const next = blamedOn(network, onward.exchange)
  return next && isConfigurable(next) ? next : server
}

const NOT_SERVED = 'dns.zone-not-served'

/** Whether its zones are written by hand, in a file of its own, or it has a word of its own for a zone that it lacks. */
const isConfigurable = ({ behaviour, codes }: NameServer): boolean => behaviour.type === 'corefile' || behaviour.type === 'stub-domains' || codes.zoneNotServed !== NOT_SERVED

export const dedupe = (faults: readonly DnsFault[]): readonly DnsFault[] =>
  distinct(faults, ({ why, place }) => `${why.code} ${why.elements.join(' ')} ${place}`, (first, other) => ({
    ...first, withheld: distinct([...first.withheld, ...other.withheld], ({ address }) => address, one => one),
  }))

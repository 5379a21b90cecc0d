import { contains } from '@/lib/net/cidr'
import { inRange } from '@/lib/net/port'
import { PROTOCOLS } from '@/lib/net/protocol'
import { unreachable } from '@/lib/net/unreachable'
import type { Device } from '@/lib/network/device'
import type { Disposition, Fault, Header } from '@/lib/network/trace'
import { inverse, top, tupleOf } from './packet'
import { end, type Expectation, type Notice, type Run, type Walk } from './walk'

/** 5. The packet is mine and no tunnel's: whoever was expected accepts it, else it is refused or has come to the wrong one. */
export function deliver(walk: Walk, run: Run, header: Header): void {
  const { expectation } = run
  if (walk.packet.wraps.length > 0) return fail(walk, run, 'tunnel-down', null, { code: 'tunnel.no-such-end', facts: { source: header.source } })
  switch (expectation.type) {
    case 'notice': return deliverNotice(walk, run, header, expectation)
    case 'home': return deliverHome(walk, run, header, expectation)
    case 'connection': return deliverToConnection(walk, run, header, expectation)
    case 'listener': return deliverToListener(walk, run, header, expectation)
    default: return unreachable(expectation)
  }
}

function accept(walk: Walk, run: Run, listener = walk.device.from): void {
  walk.steps.push({ type: 'deliver', header: top(walk.packet), listener })
  end(walk, run, { disposition: 'accepted', place: walk.device.from, notice: null })
}

function fail(walk: Walk, run: Run, disposition: Disposition, notice: Notice | null = null, why: Pick<Fault['why'], 'code' | 'facts'> | null = null): void {
  const place = walk.device.from
  end(walk, run, { disposition, place, notice }, why && { why: { ...why, elements: [place] }, place, mend: { type: 'nothing' } })
}

/** An error counts only if it quotes, and a reset only if it answers, what was really sent. Source: RFC 5927 section 4, RFC 9293 section 3.10.7.3. */
function deliverNotice(walk: Walk, run: Run, header: Header, { device, sent }: Extract<Expectation, { type: 'notice' }>): void {
  if (walk.device.id !== device) return fail(walk, run, 'delivered-elsewhere')
  const about = walk.packet.quoted ?? inverse(header)
  return sent === null || tupleOf(about) === tupleOf(sent) ? accept(walk, run) : fail(walk, run, 'not-a-reply')
}

/** An answer must come to the one who asked, from where it was asked. */
function deliverHome(walk: Walk, run: Run, header: Header, expected: Extract<Expectation, { type: 'home' }>): void {
  if (walk.device.id === expected.device && tupleOf(header) === tupleOf(expected.header)) return accept(walk, run)
  fail(walk, run, walk.device.id === expected.device ? 'not-a-reply' : 'delivered-elsewhere', null, { code: 'reply.from-another-address', facts: { source: header.source } })
}

/** Data for a connection that this device does not have is answered with a reset. Source: RFC 9293 section 3.10.7.1. */
function deliverToConnection(walk: Walk, run: Run, header: Header, expected: Extract<Expectation, { type: 'connection' }>): void {
  if (walk.device.id === expected.device && tupleOf(header) === tupleOf(expected.header)) return accept(walk, run)
  fail(walk, run, walk.device.id === expected.device ? 'refused' : 'delivered-elsewhere', refusal(walk, header), { code: 'address.answered-by-another', facts: { address: header.destination } })
}

function deliverToListener(walk: Walk, run: Run, header: Header, { intended }: Extract<Expectation, { type: 'listener' }>): void {
  const listener = listenerFor(walk.device, header)
  if (listener === null) {
    return fail(walk, run, 'refused', refusal(walk, header), { code: 'endpoint.not-listening', facts: { port: String(header.destinationPort ?? ''), protocol: String(header.protocol) } })
  }
  if (intended && !intended.has(walk.device.id)) return fail(walk, run, 'delivered-elsewhere', null, { code: 'address.answered-by-another', facts: { address: header.destination } })
  accept(walk, run, listener)
}

function refusal(walk: Walk, header: Header): Notice | null {
  if (walk.device.notices === 'silent') return null
  return noticeOfClosedPort(header)
}

/** TCP answers with a reset and SCTP with an ABORT, all else with an ICMP error. Source: RFC 9293 section 3.10.7.1, RFC 9260 section 8.4, RFC 1122 section 3.2.2.1. */
export const noticeOfClosedPort = (header: Pick<Header, 'protocol'>): Notice =>
  ({ says: header.protocol === PROTOCOLS.tcp || header.protocol === PROTOCOLS.sctp ? 'reset' : 'refused' })

/** ICMP echo is answered by every host that has a network stack of its own; everything with ports needs a listener. */
function listenerFor(device: Device, header: Header): Device['from'] | null {
  const { destinationPort } = header
  const found = device.listeners.find(listener => listener.protocol === header.protocol
    && (destinationPort === undefined || inRange(listener.ports, destinationPort)) && (!listener.address || contains(listener.address, header.destination)))
  if (found) return found.from
  const echo = header.protocol === PROTOCOLS.icmp || header.protocol === PROTOCOLS.icmpv6
  return echo && device.notices === 'icmp' ? device.from : null
}

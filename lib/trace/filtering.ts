import { PROTOCOLS } from '@/lib/net/protocol'
import type { Filter, FilterRule, Refusal } from '@/lib/network/filter'
import type { InterfaceId, TrackerId } from '@/lib/network/ids'
import type { Fault, Header } from '@/lib/network/trace'
import type { Network } from '@/lib/network/network'
import { packetMatches, type Seen } from './match'
import { top } from './packet'
import { lookUpTracking, type Tracked } from './tracking'
import { end, type Notice, type Run, type Walk } from './walk'

export interface FilterPoint {
  readonly filters: readonly Filter[]
  readonly hook: Filter['hook']
  readonly tracker: TrackerId
  readonly inInterface?: InterfaceId | undefined
  readonly outInterface?: InterfaceId | undefined
}

/**
 * Sends a packet through the filters of one hook; false when one of them ended it.
 *
 * A stateful filter lets established and related packets pass before its rules and drops invalid ones. A refusal is tried again with the
 * source that NAT has hidden: if that would pass, the code says so (DESIGN section 8).
 */
export function passFilters(walk: Walk, run: Run, point: FilterPoint): boolean {
  for (const filter of point.filters) {
    if (filter.hook !== point.hook || (filter.host && walk.inInterface?.path === 'fast')) continue
    const tracked = looksAtState(filter) ? trackedFor(walk, run, filter, point) : null
    const seen: Seen = {
      header: top(walk.packet), mark: walk.packet.mark, inInterface: point.inInterface, outInterface: point.outInterface,
      ...(tracked ? { state: tracked.state } : {}),
    }
    if (filter.stateful && (tracked?.state === 'established' || tracked?.state === 'related')) {
      walk.steps.push({ type: 'filter', filter, verdict: 'accept', by: 'tracking', lost: [] })
      continue
    }
    const invalid = filter.stateful && tracked?.state === 'invalid'
    const { rule, lost } = decisive(walk, run, filter, seen, point)
    const action = invalid ? { type: 'drop' as const } : (rule?.action ?? filter.otherwise.action)
    const by = invalid ? 'tracking' as const : rule ? 'rule' as const : 'default' as const
    walk.steps.push({ type: 'filter', filter, verdict: action.type, by, ...(rule && !invalid ? { rule } : {}), lost })
    if (action.type === 'accept') continue
    refuse(walk, run, filter, invalid ? undefined : rule, seen, action.type === 'reject' && !isUnanswerable(walk, run, point) ? noticeOfRejection(action.answer, seen.header) : null)
    return false
  }
  return true
}

const looksAtState = (filter: Filter): boolean => filter.stateful || filter.rules.some(rule => rule.match.states !== undefined)

/** A device's filters see what tracking on this device has said; a port's, or one that names a table, look it up there. */
function trackedFor(walk: Walk, run: Run, filter: Filter, point: FilterPoint): Tracked {
  const ofDevice = filter.tracker === undefined && point.tracker === walk.device.tracker
  return walk.tracked && ofDevice ? walk.tracked : lookUpTracking(walk.memory.tables, filter.tracker ?? point.tracker, walk.packet, run.network)
}

/**
 * The rule that decides. Of a packet in fragments only the first carries ports; where nothing on the device puts it together again (tracking
 * does), the others are judged without, and if one is refused, all is lost. Source: RFC 1858 section 2; Linux nf_defrag_ipv4.
 */
function decisive(walk: Walk, run: Run, filter: Filter, seen: Seen, point: FilterPoint): ReturnType<typeof firstMatch> {
  const whole = firstMatch(filter, seen, run.network)
  if (!isInPieces(walk, run, point)) return whole
  const { source, destination, protocol } = seen.header
  const later = firstMatch(filter, { ...seen, header: { source, destination, protocol } }, run.network)
  return (later.rule?.action ?? filter.otherwise.action).type === 'accept' ? whole : later
}

/** A packet in fragments that nothing here puts together. */
const isInPieces = ({ packet, device }: Walk, run: Run, point: FilterPoint): boolean =>
  packet.fragmented && point.tracker === device.tracker && !run.index.tracks.has(device.id)

/**
 * A refusal is said only of a packet whose checksum holds: not of later fragments, nor of a first one, whose checksum covers the others too, nor
 * of protocols without a checksum of that kind; of some it is not asked. Source: Linux nf_send_unreach, nf_send_unreach6, nf_reject_verify_csum
 * (net/ipv4/netfilter/nf_reject_ipv4.c, include/net/netfilter/nf_reject.h); measured.
 */
function isUnanswerable(walk: Walk, run: Run, point: FilterPoint): boolean {
  const { protocol } = top(walk.packet)
  return !UNVERIFIED.has(protocol) && (!VERIFIED.has(protocol) || isInPieces(walk, run, point))
}

/** DCCP, GRE, ESP, AH, SCTP, UDP-Lite. */
const UNVERIFIED: ReadonlySet<number> = new Set([33, 47, 50, 51, 132, 136])
const VERIFIED: ReadonlySet<number> = new Set([PROTOCOLS.tcp, PROTOCOLS.udp, PROTOCOLS.icmp, PROTOCOLS.icmpv6])

function firstMatch(filter: Filter, seen: Seen, network: Network): { readonly rule: FilterRule | undefined; readonly lost: readonly FilterRule[] } {
  const at = filter.rules.findIndex(rule => packetMatches(rule.match, seen, network))
  return at < 0 ? { rule: undefined, lost: filter.rules } : { rule: filter.rules[at], lost: filter.rules.slice(0, at) }
}

/** A reset answers TCP only; anything else is told that the port is unreachable. Source: nft(8), reject. */
export const noticeOfRejection = (answer: Refusal, { protocol }: Pick<Header, 'protocol'>): Notice =>
  ({ says: answer === 'reset' && protocol === PROTOCOLS.tcp ? 'reset' : answer === 'port-unreachable' || answer === 'reset' ? 'refused' : 'unreachable' })

function refuse(walk: Walk, run: Run, filter: Filter, rule: FilterRule | undefined, seen: Seen, notice: Notice | null): void {
  const elements = rule ? [rule.from] : filter.otherwise.elements
  const reply = walk.packet.phase === 'reply' || walk.packet.phase === 'continue-reply'
  const hidden = !reply && walk.hidden && passesFrom(filter, { ...seen, header: { ...seen.header, source: walk.hidden.source } }, run.network) ? walk.hidden : null
  const code = hidden ? filter.codes.hidden : reply && !filter.stateful ? filter.codes.reply : rule?.code ?? filter.otherwise.code
  const fault: Fault = {
    why: { code, elements: hidden ? [...elements, hidden.rule.from] : elements, facts: factsOf(seen.header, hidden?.source) },
    place: filter.guards.element,
    mend: filter.fixed ? { type: 'nothing' } : { type: 'admit', filter, header: seen.header },
  }
  end(walk, run, { disposition: filter.guards.direction === 'in' ? 'denied-in' : 'denied-out', place: filter.guards.element, notice }, fault)
}

const passesFrom = (filter: Filter, seen: Seen, network: Network) => (firstMatch(filter, seen, network).rule?.action ?? filter.otherwise.action).type === 'accept'

function factsOf(header: Header, hiddenSource: string | undefined): Readonly<Record<string, string>> {
  return {
    source: header.source, destination: header.destination, protocol: String(header.protocol),
    ...(header.destinationPort === undefined ? {} : { port: String(header.destinationPort) }),
    ...(hiddenSource === undefined ? {} : { hidden: hiddenSource }),
  }
}

import { versionOf } from '@/lib/net/ip-address'
import { PROTOCOLS } from '@/lib/net/protocol'
import type { Device, Interface } from '@/lib/network/device'
import type { Header } from '@/lib/network/trace'
import { passFilters } from './filtering'
import { route, sourceFor, waysOf, type Way } from './forwarding'
import { applyMarkings } from './markings'
import { isForMany } from './martian'
import { top, tupleOf, withTop, type Packet } from './packet'
import { track } from './remember'
import { announceSegmentSize, fitsOwnLink } from './size'
import { anyV6For, unspecified } from './source-address'
import { translateDestination } from './translation'
import { dropInside, leadsInside, placeOf } from './tunnelling'
import { fork, giveUp, type Run, type Walk } from './walk'

/** A header whose source routing is still to choose. */
export type Unsourced = Omit<Header, 'source'> & { readonly source?: Header['source'] }

interface Onwards { readonly leave: (walk: Walk, way: Way) => void; readonly toItself: (walk: Walk) => void }

/** A device begins with a packet: nothing of the last one's state applies. */
export function enterDevice(walk: Walk, device: Device, inInterface: Interface | null): void {
  walk.device = device
  walk.inInterface = inInterface
  walk.tracker = device.tracker
  walk.tracked = null
  walk.trackedHeader = null
  walk.connectionMark = 0
  walk.masqueraded = null
}

/**
 * 0. Route; the source is the route's preferred one, else the interface's; in IPv4 route again with it, as Linux does when it connects; raw rules,
 * tracking, marks, destination translation; where that changed where the packet is to go, route once more, with the source kept; then
 * local-out filters. Sources: Linux ip_route_connect, nf_nat_ipv4_local_fn and ip_route_me_harder; ip-rule(8).
 */
export function originatePacket(walk: Walk, run: Run, header: Unsourced, onwards: Onwards): void {
  enterDevice(walk, walk.device, null)
  if (isForMany(header.destination, walk.device)) return giveUp(walk, run, 'packet.for-many', { destination: header.destination })
  if (run.index.own.get(walk.device.id)?.has(header.destination)) {
    setOut(walk, { ...header, source: header.source ?? header.destination }, walk.steps.length)
    return prepare(walk, run, null, onwards)
  }
  const { mark } = walk.packet
  walk.packet = { ...walk.packet, mark: routedMark(walk.packet) }
  const depart = (branch: Walk, way: Way, full: Header, started: number) => {
    branch.packet = { ...branch.packet, mark }
    setOut(branch, full, started)
    if (leadsInside(branch, way.out)) return dropInside(branch, run, placeOf(run, way.out))
    announceSegmentSize(branch, way)
    if (fitsOwnLink(branch, run, way)) prepare(branch, run, way, onwards)
  }
  if (header.source === undefined && isRoutedOnce(walk, run, header)) return route(unaddressed(walk, header), run, (branch, way) => depart(branch, way, { ...header, source: sourceFor(branch, way) }, 0))
  withSources(walk, run, header, (sourced, full) => {
    sourced.packet = withTop(sourced.packet, full)
    const started = sourced.steps.length
    route(sourced, run, (branch, way) => depart(branch, way, full, started))
  })
}

/** The mark that the first routing sees: of what a tunnel sends, only some tunnels' routing sees that of the inner packet. Source: {@link Tunnel.routedByMark}. */
function routedMark({ wraps, mark }: Packet): number {
  const wrap = wraps.at(-1)
  return wrap === undefined || wrap.tunnel.routedByMark ? mark : 0
}

/**
 * An ICMP error is routed without a source only, and so is an IPv6 packet, unless that finds no way.
 * Sources: Linux icmp_route_lookup, ip6_dst_lookup_tail ("if we had an erroneous initial result, let the SA-enabled version take over").
 */
const isRoutedOnce = (walk: Walk, run: Run, header: Unsourced): boolean =>
  walk.packet.phase === 'notice' || (versionOf(header.destination) === 6 && waysOf(unaddressed(walk, header), run).length > 0)

/** The walk with a packet that has no source yet. */
function unaddressed(walk: Walk, header: Unsourced): Walk {
  walk.packet = withTop(walk.packet, { ...header, source: unspecified(versionOf(header.destination)) })
  return walk
}

/** Every source that a first routing without one gives; a packet that has one keeps it. IPv6 without a way takes an address all the same: rules may ask for it. */
function withSources(walk: Walk, run: Run, header: Unsourced, next: (walk: Walk, header: Header) => void): void {
  if (header.source !== undefined) return next(walk, { ...header, source: header.source })
  const routed = [...new Set(waysOf(unaddressed(walk, header), run).map(way => sourceFor(walk, way)))]
  const other = routed.length === 0 && walk.packet.phase !== 'notice' ? anyV6For(walk.device, header.destination) : null
  const sources = other === null ? routed : [other]
  if (sources.length === 0) return route(walk, run, () => {})
  fork(walk, run, sources.length).forEach((branch, at) => next(branch, { ...header, source: sources[at] as Header['source'] }))
}

function setOut(walk: Walk, header: Header, at: number): void {
  walk.packet = withTop(walk.packet, header)
  if (walk.sent === null) walk.sent = header
  walk.steps.splice(at, 0, { type: 'originate', header, sizeBytes: walk.packet.sizeBytes })
}

/** Protocols whose senders the kernel does not tell that a packet was dropped on its way out. */
export const IN_SILENCE: ReadonlySet<number> = new Set([PROTOCOLS.tcp, PROTOCOLS.icmpv6])

/**
 * Raw rules to local-out filters; `way` is null where the packet is for the device itself. What the second routing cannot place is dropped with
 * an error for the caller; TCP does not pass it on but sends again until its time is over, nor does a ping over IPv6. Sources: Linux
 * nf_nat_ipv4_local_fn (NF_DROP_ERR); net/ipv4/tcp_output.c tcp_connect, tcp_retransmit_skb; net/ipv6/icmp.c icmpv6_push_pending_frames, which
 * returns nothing; measured (seeds 139, 176, 205, 261, 332, 631).
 */
function prepare(walk: Walk, run: Run, way: Way | null, onwards: Onwards): void {
  const before = { tuple: tupleOf(top(walk.packet)), mark: walk.packet.mark }
  applyMarkings(walk, run, 'output', 'raw')
  track(walk, run)
  applyMarkings(walk, run, 'output', 'mangle')
  translateDestination(walk, run, 'output', translated => {
    const own = run.index.own.get(translated.device.id)?.has(top(translated.packet).destination)
    if (own) return goOut(translated, run, null, onwards)
    if (way && tupleOf(top(translated.packet)) === before.tuple && translated.packet.mark === before.mark && !isOfTranslatedFlow(translated)) return goOut(translated, run, way, onwards)
    translated.unheard = IN_SILENCE.has(top(translated.packet).protocol)
    route(translated, run, (again, other) => {
      again.unheard = false
      goOut(again, run, other, onwards)
    })
  })
}

/**
 * What belongs to a flow whose ends are translated, such as an error about it, is routed once more with its source, whether that changed it or not.
 * Source: Linux nf_nat_ipv4_local_fn (`tuplehash[dir].tuple.dst` beside `tuplehash[!dir].tuple.src`); seed 7060.
 */
function isOfTranslatedFlow({ tracked }: Walk): boolean {
  if (!tracked?.flow) return false
  const { original, reply } = tracked.flow
  return tracked.direction === 'reply' ? reply.destination !== original.source : original.destination !== reply.source
}

function goOut(walk: Walk, run: Run, way: Way | null, onwards: Onwards): void {
  if (!passFilters(walk, run, { filters: walk.device.filters, hook: 'local-out', tracker: walk.device.tracker, ...(way ? { outInterface: way.out.id } : {}) })) return
  if (way) onwards.leave(walk, way)
  else onwards.toItself(walk)
}

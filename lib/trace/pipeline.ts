import type { Header } from '@/lib/network/trace'
import { fits, owns, reversePathHolds, spoof } from './checks'
import { deliver } from './delivery'
import { passFilters } from './filtering'
import { route, sourceFor, type Way } from './forwarding'
import type { Member } from './index'
import { top, tupleOf, withTop } from './packet'
import { clampSegment, confirmTracked, rememberAt, track } from './remember'
import { restoreSource, translateDestination, translateSource } from './translation'
import { transmit } from './transmission'
import { tunnelFor, unwrap, wrap } from './tunnelling'
import { BRANCH_LIMIT, HOP_LIMIT, end, failHere, type Run, type Walk } from './walk'

/*
 * The packet pipeline of one device, in the order of DESIGN section 5 (its numbers stand beside each stage). Every stage either ends the
 * walk or goes on with the next; where there are several ways, each is a branch of its own.
 */

/** 0. A device's own packet: route, choose the source, output translation (then route again), local-out filters. */
export function originate(walk: Walk, run: Run, header: Omit<Header, 'source'> & { readonly source?: Header['source'] }): void {
  const unsourced = header.source === undefined
  walk.packet = withTop(walk.packet, { ...header, source: header.source ?? header.destination })
  const started = walk.steps.length
  route(walk, run, (branch, way) => {
    const source = header.source ?? sourceFor(branch, way)
    branch.packet = withTop(branch.packet, { ...header, source })
    if (branch.sent === null) branch.sent = top(branch.packet)
    branch.steps.splice(started, 0, { type: 'originate', header: top(branch.packet), sizeBytes: branch.packet.sizeBytes })
    track(branch, run)
    const before = tupleOf(top(branch.packet))
    translateDestination(branch, run, 'output', translated => {
      if (tupleOf(top(translated.packet)) === before) return leaveOwn(translated, run, way)
      route(translated, run, (again, other) => {
        if (unsourced) again.packet = withTop(again.packet, { ...top(again.packet), source: sourceFor(again, other) })
        leaveOwn(again, run, other)
      })
    })
  })
}

function leaveOwn(walk: Walk, run: Run, way: Way): void {
  if (!passFilters(walk, run, { filters: walk.device.filters, hook: 'local-out', tracker: walk.device.tracker, outInterface: way.out.id })) return
  leave(walk, run, way)
}

/** 1. In by an interface: the port inwards, then ingress filters. */
export function receive(walk: Walk, run: Run, member: Member): void {
  walk.device = member.device
  walk.inInterface = member.interface
  walk.tracked = null
  walk.trackedHeader = null
  // A mark never leaves the device that set it (ip-rule(8), nf_mark).
  walk.packet = { ...walk.packet, mark: 0 }
  walk.steps = [{ type: 'receive', interfaceId: member.interface.id, link: member.interface.link, header: top(walk.packet) }]
  const at = `${member.interface.id} ${walk.packet.headers.length} ${walk.packet.mark} ${tupleOf(top(walk.packet))}`
  if (walk.visited.has(at) || walk.hops.length > HOP_LIMIT) return failHere(walk, run, 'loop', 'ttl')
  walk.visited.add(at)
  if (run.branches > BRANCH_LIMIT) return end(walk, run, { disposition: 'undetermined', place: walk.device.from, notice: null, undetermined: { code: 'trace.too-many-paths', facts: { device: walk.device.id } } })
  const { port } = member.interface
  if (port) {
    if (port.check === 'source-and-destination' && !owns(member.interface, port, top(walk.packet).destination)) return spoof(walk, run, member.interface)
    if (!passFilters(walk, run, { filters: port.filters, hook: 'ingress', tracker: port.tracker, inInterface: member.interface.id })) return
    rememberAt(walk, port.tracker)
  }
  arrive(walk, run)
}

/** 1-5. From the interface (a real one, or a tunnel's after unwrapping) to the decision whether the packet is mine. */
function arrive(walk: Walk, run: Run): void {
  if (!passFilters(walk, run, { filters: walk.device.filters, hook: 'ingress', tracker: walk.device.tracker, inInterface: walk.inInterface?.id })) return
  clampSegment(walk, walk.inInterface)
  track(walk, run)
  translateDestination(walk, run, 'prerouting', translated => {
    const own = run.index.own.get(translated.device.id)
    if (own?.has(top(translated.packet).source)) return spoof(translated, run, translated.inInterface)
    if (!reversePathHolds(translated, run)) return
    if (own?.has(top(translated.packet).destination)) receiveLocally(translated, run)
    else forward(translated, run)
  })
}

/** 5. Mine: local-in filters, then a tunnel's end, or a listener, or refusal. */
function receiveLocally(walk: Walk, run: Run): void {
  if (!passFilters(walk, run, { filters: walk.device.filters, hook: 'local-in', tracker: walk.device.tracker, inInterface: walk.inInterface?.id })) return
  confirmTracked(walk)
  restoreSource(walk)
  const header = top(walk.packet)
  const end = tunnelFor(walk.device, header)
  if (end && walk.packet.headers.length > 1) return unwrap(walk, run, end, unwrapped => arrive(unwrapped, run))
  deliver(walk, run, header)
}

/** 6-7. Routing of a packet that is not mine, time to live, MTU, forward filters. */
function forward(walk: Walk, run: Run): void {
  if (!walk.device.forwards) {
    walk.steps.push({ type: 'check', check: 'forwarding', passed: false, at: walk.device.from })
    return failHere(walk, run, 'no-route', 'unreachable', { why: { code: 'device.does-not-forward', elements: [walk.device.from], facts: {} }, place: walk.device.from, mend: { type: 'nothing' } })
  }
  route(walk, run, (branch, way) => {
    branch.packet = { ...branch.packet, ttl: branch.packet.ttl - 1 }
    if (branch.packet.ttl <= 0) return failHere(branch, run, 'ttl-exceeded', 'ttl')
    if (!fits(branch, run, way.out)) return
    if (!passFilters(branch, run, { filters: branch.device.filters, hook: 'forward', tracker: branch.device.tracker, inInterface: branch.inInterface?.id, outInterface: way.out.id })) return
    leave(branch, run, way)
  })
}

/** 8-10. Source translation, the flow is remembered, MTU of own packets, egress filters, then into a tunnel or out by the port. */
function leave(walk: Walk, run: Run, way: Way): void {
  translateSource(walk, run, way.out)
  confirmTracked(walk)
  clampSegment(walk, way.out)
  if (!fits(walk, run, way.out)) return
  if (!passFilters(walk, run, { filters: walk.device.filters, hook: 'egress', tracker: walk.device.tracker, outInterface: way.out.id })) return
  if (way.out.tunnel) wrap(walk, run, way.out, way.out.tunnel, (wrapped, outer) => originate(wrapped, run, outer))
  else transmit(walk, run, way, (branch, to) => receive(branch, run, to))
}


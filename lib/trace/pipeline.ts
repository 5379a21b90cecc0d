import { interfaceOf } from '@/lib/network/names'
import { keepAnswersApart } from './clash'
import { owns, sourceHolds, sourceIsValid, spoof } from './checks'
import { deliver } from './delivery'
import { passFilters } from './filtering'
import { route, type Way } from './forwarding'
import type { Member } from './index'
import { hopLimitReached, noteVisit } from './loops'
import { applyMarkings } from './markings'
import { isForMany, isMartianDestination, staysOnLink } from './martian'
import { enterDevice, originatePacket, type Unsourced } from './originate'
import { top } from './packet'
import { portRewrites } from './port-translation'
import { confirmTracked, rememberAt, track } from './remember'
import { clampSegmentSize, fits, isMeasuredWhereItLeaves } from './size'
import { restoreSource, translateDestination, translateSource } from './translation'
import { transmit } from './transmission'
import { tunnelFor, unwrap, wrap } from './tunnelling'
import { BRANCH_LIMIT, failHere, giveUp, type Run, type Walk } from './walk'

/*
 * The packet pipeline of one device, in the order of DESIGN section 5 (its numbers stand beside each stage). Every stage either ends the
 * walk or goes on with the next; where there are several ways, each is a branch of its own. A packet that is handed to the next device
 * waits there for its turn (see start.ts).
 */

/** 0. A device's own packet: to itself by the local table, else out. */
export function originate(walk: Walk, run: Run, header: Unsourced): void {
  originatePacket(walk, run, header, { leave: (branch, way) => leave(branch, run, way), toItself: branch => comeBack(branch, run) })
}

/** What a device says to itself is translated like everything that leaves it, on an interface without addresses of the network's. Source: Linux ip_output on lo; measured (seed 915). */
function comeBack(walk: Walk, run: Run): void {
  const lo = { id: interfaceOf(walk.device.id, 'lo'), addresses: [] }
  translateSource(walk, run, { out: lo, nextHop: null }, own => receiveLocally(own, run))
}

/** 1. In by an interface: the port inwards (its translation, then its filters), then the device. */
export function receive(walk: Walk, run: Run, { device, interface: item }: Member): void {
  enterDevice(walk, device, item)
  walk.insides = []
  // A mark never leaves the device that set it (ip-rule(8), nf_mark).
  walk.packet = { ...walk.packet, mark: 0 }
  walk.steps = [{ type: 'receive', interfaceId: item.id, link: item.link, header: top(walk.packet) }]
  noteVisit(walk, item)
  if (run.branches > BRANCH_LIMIT) return giveUp(walk, run, 'trace.too-many-paths', { device: run.widest?.device ?? device.id })
  if (hopLimitReached(walk)) return failHere(walk, run, 'loop', 'ttl')
  const { port } = item
  if (port) {
    portRewrites(walk, run, port, 'inwards', item.id)
    if (port.check === 'source-and-destination' && !owns(item, port, top(walk.packet).destination)) return spoof(walk, run, item)
    if (!passFilters(walk, run, { filters: port.filters, hook: 'ingress', tracker: port.tracker, inInterface: item.id })) return
    rememberAt(walk, run, port.tracker)
  }
  arrive(walk, run)
}

/** 1-5. From the interface (a real one, or a tunnel's after unwrapping) to the decision whether the packet is mine. */
function arrive(walk: Walk, run: Run): void {
  if (!passFilters(walk, run, { filters: walk.device.filters, hook: 'ingress', tracker: walk.device.tracker, inInterface: walk.inInterface?.id })) return
  applyMarkings(walk, run, 'prerouting', 'raw')
  track(walk, run)
  applyMarkings(walk, run, 'prerouting', 'mangle')
  translateDestination(walk, run, 'prerouting', translated => {
    if (!sourceHolds(translated, run)) return
    const { destination } = top(translated.packet)
    if (run.index.own.get(translated.device.id)?.has(destination)) {
      if (sourceIsValid(translated, run)) receiveLocally(translated, run)
    } else if (isForMany(destination, translated.device)) giveUp(translated, run, 'packet.for-many', { destination })
    else if (isMartianDestination(destination)) spoof(translated, run, translated.inInterface, 'interface.martian-destination')
    else forward(translated, run)
  })
}

/** 5. Mine: local-in filters, then a tunnel's end, or a listener, or refusal. */
function receiveLocally(walk: Walk, run: Run): void {
  if (!passFilters(walk, run, { filters: walk.device.filters, hook: 'local-in', tracker: walk.device.tracker, inInterface: walk.inInterface?.id })) return
  keepAnswersApart(walk)
  confirmTracked(walk)
  restoreSource(walk)
  const end = tunnelFor(walk.device, walk.packet)
  if (!end) return deliver(walk, run, top(walk.packet))
  unwrap(walk, run, end, unwrapped => {
    enterDevice(unwrapped, unwrapped.device, end.item)
    arrive(unwrapped, run)
  })
}

/**
 * 6-7. Routing of a packet that is not mine, then the reverse-path filter (a packet without a way is told so before), hop limit, MTU, forward
 * filters. Source: Linux ip_route_input_slow, ip_forward, ip6_forward; a host that does not forward says nothing (ip_error).
 */
function forward(walk: Walk, run: Run): void {
  if (!walk.device.forwards) {
    walk.steps.push({ type: 'check', check: 'forwarding', passed: false, at: walk.device.from })
    return failHere(walk, run, 'no-route', 'silent', { why: { code: 'device.does-not-forward', elements: [walk.device.from], facts: {} }, place: walk.device.from, mend: { type: 'nothing' } })
  }
  if (staysOnLink(top(walk.packet))) return failHere(walk, run, 'no-route', 'unreachable', { why: { code: 'packet.link-local', elements: [walk.device.from], facts: {} }, place: walk.device.from, mend: { type: 'nothing' } })
  route(walk, run, (branch, way) => {
    if (!sourceIsValid(branch, run, way.out)) return
    branch.packet = { ...branch.packet, ttl: branch.packet.ttl - 1 }
    if (branch.packet.ttl <= 0) {
      branch.steps.push({ type: 'check', check: 'ttl', passed: false, at: branch.device.from })
      return failHere(branch, run, branch.loopedAt === null ? 'ttl-exceeded' : 'loop', 'ttl')
    }
    if (!isMeasuredWhereItLeaves(branch, way) && !fits(branch, run, way)) return
    applyMarkings(branch, run, 'forward', 'mangle', way.out.id)
    if (!passFilters(branch, run, { filters: branch.device.filters, hook: 'forward', tracker: branch.device.tracker, inInterface: branch.inInterface?.id, outInterface: way.out.id })) return
    leave(branch, run, way)
  })
}

/** 8-10. Source translation, the flow is remembered, MTU, egress filters, then into a tunnel or out by the port. */
function leave(walk: Walk, run: Run, way: Way): void {
  translateSource(walk, run, way, branch => {
    keepAnswersApart(branch)
    confirmTracked(branch)
    clampSegmentSize(branch, run, way)
    if (!fits(branch, run, way)) return
    if (!passFilters(branch, run, { filters: branch.device.filters, hook: 'egress', tracker: branch.device.tracker, outInterface: way.out.id })) return
    if (way.out.tunnel) wrap(branch, run, way.out, way.out.tunnel, (wrapped, outer) => originate(wrapped, run, outer))
    else transmit(branch, run, way)
  })
}

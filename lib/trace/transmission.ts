import type { IpAddress } from '@/lib/net/ip-address'
import type { Link } from '@/lib/network/device'
import type { TrackerId } from '@/lib/network/ids'
import { linkUp, owns, spoof } from './checks'
import { passFilters } from './filtering'
import type { Way } from './forwarding'
import type { Member } from './index'
import { claimants } from './neighbours'
import { quotedIn, top, tupleOf, withTop } from './packet'
import { portRewrites } from './port-translation'
import { choiceKey, rememberAt } from './remember'
import { trackedSource } from './rewrite'
import { lookUpTracking, noteAnswer } from './tracking'
import { end, failHere, fork, type Run, type Walk } from './walk'

/** 10. The port outwards, then to whoever claims the next hop. */
export function transmit(walk: Walk, run: Run, { out, nextHop }: Way): void {
  const { port } = out
  if (port) {
    if (port.check !== 'none' && !owns(out, port, top(walk.packet).source)) return spoof(walk, run, out)
    if (!passFilters(walk, run, { filters: port.filters, hook: 'egress', tracker: port.tracker, outInterface: out.id })) return
    rememberAt(walk, run, port.tracker)
    portRewrites(walk, run, port, 'outwards', out.id)
    for (const tracker of port.returnsThrough ?? []) passUnseen(walk, run, tracker)
  }
  if (!linkUp(walk, run, out)) return
  const link = run.network.links.get(out.link)
  if (!link) return failHere(walk, run, 'no-route')
  const others = link.kind === 'segment' ? claimants(run.network, run.index, link, out.id, nextHop ?? top(walk.packet).destination)
    : (run.index.membersOf.get(link.id) ?? []).filter(member => member.interface.id !== out.id)
  const step = (to: Member | null) => ({ type: 'transmit' as const, interfaceId: out.id, link: link.id, to: to?.device.id ?? null, header: top(walk.packet), sizeBytes: walk.packet.sizeBytes })
  if (others.length === 0) {
    walk.steps.push(step(null))
    if (!link.membersKnown) return end(walk, run, { disposition: 'delivered-to-subnet', place: link.from, notice: null })
    walk.steps.push({ type: 'check', check: 'neighbor', passed: false, at: walk.device.from })
    return failHere(walk, run, 'neighbor-unreachable')
  }
  const chosen = keptNeighbours(walk, link, nextHop, others)
  fork(walk, run, chosen.length).forEach((branch, at) => {
    const to = chosen[at] as Member
    if (others.length > 1) branch.memory.choices.set(neighbourKey(walk, link, nextHop), others.indexOf(to))
    branch.steps.push(step(to))
    branch.hops.push({ device: branch.device.id, element: branch.device.from, steps: branch.steps })
    run.waiting.push({ walk: branch, to })
  })
}

const neighbourKey = (walk: Walk, link: Link, nextHop: IpAddress | null): string => choiceKey(walk.device.id, link.id, nextHop ?? '')

/** Where several answer for an address, the one that was first stays in the neighbour cache. Source: RFC 826, RFC 4861 section 5.1. */
function keptNeighbours(walk: Walk, link: Link, nextHop: IpAddress | null, others: readonly Member[]): readonly Member[] {
  const kept = others[walk.memory.choices.get(neighbourKey(walk, link, nextHop)) ?? -1]
  return kept ? [kept] : others
}

/** A reply that the fabric translates back right here, although it never passes the device whose connection table says how. */
function passUnseen(walk: Walk, run: Run, tracker: TrackerId): void {
  const { flow, direction } = lookUpTracking(walk.memory.tables, tracker, walk.packet, run.network)
  if (!flow || direction !== 'reply' || quotedIn(walk.packet)) return
  noteAnswer(walk.memory.tables, tracker, flow, walk.packet)
  const before = top(walk.packet)
  const after = trackedSource(before, flow, direction)
  if (tupleOf(before) === tupleOf(after)) return
  walk.packet = withTop(walk.packet, after)
  walk.steps.push({ type: 'translate', kind: 'source', before, after, by: 'tracking', ways: 1 })
}

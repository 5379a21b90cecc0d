import { versionOf, type IpAddress } from '@/lib/net/ip-address'
import type { Link } from '@/lib/network/device'
import type { DeviceId, TrackerId } from '@/lib/network/ids'
import { linkUp, owns, spoof } from './checks'
import { passFilters } from './filtering'
import type { Way } from './forwarding'
import type { Member } from './index'
import { claimants, type Asking } from './neighbours'
import { quotedIn, top, tupleOf, withTop } from './packet'
import { portRewrites } from './port-translation'
import { choiceKey, rememberAt } from './remember'
import { trackedSource } from './rewrite'
import { tooBig } from './size'
import { addressFor } from './source-address'
import { lookUpTracking, noteAnswer } from './tracking'
import { end, failHere, fork, giveUp, type Run, type Walk } from './walk'

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
  if (link.kind === 'not-modelled') return giveUp(walk, run, 'link.not-modelled', { link: link.from })
  const members = run.index.membersOf.get(link.id) ?? []
  const asking = askingOf(walk, link, { out, nextHop })
  const known = keptNeighbour(walk, members, asking)
  const others = link.kind !== 'segment' ? members.filter(member => member.interface.id !== out.id) : known ? [known] : claimants(run, asking)
  const step = (to: Member | null) => ({ type: 'transmit' as const, interfaceId: out.id, link: link.id, to: to?.device.id ?? null, header: top(walk.packet), sizeBytes: walk.packet.sizeBytes })
  if (others.length === 0) {
    walk.steps.push(step(null))
    if (!link.membersKnown) return end(walk, run, { disposition: 'delivered-to-subnet', place: link.from, notice: null })
    walk.steps.push({ type: 'check', check: 'neighbor', passed: false, at: walk.device.from })
    return failHere(walk, run, 'neighbor-unreachable')
  }
  fork(walk, run, others.length).forEach((branch, at) => {
    const to = others[at] as Member
    if (link.kind === 'segment' && !known) resolved(branch, members, asking, to)
    if (!wireTakes(branch, run, members, out)) return
    branch.steps.push(step(to))
    branch.hops.push({ device: branch.device.id, element: branch.device.from, steps: branch.steps })
    run.waiting.push({ walk: branch, to })
  })
}

/** Room for a VLAN tag. Source: IEEE 802.1Q; Linux VLAN_HLEN. */
const TAG_BYTES = 4

/**
 * What a device sends although its wire does not take it, because a route's MTU said so, is gone without a word. A wire takes what the largest of
 * its interfaces does, and a tag more. Source: Linux is_skb_forwardable (seed 644).
 */
function wireTakes(walk: Walk, run: Run, members: readonly Member[], out: Way['out']): boolean {
  const limitBytes = Math.max(out.mtuBytes, ...members.map(member => member.interface.mtuBytes))
  if (walk.packet.sizeBytes <= limitBytes + TAG_BYTES) return true
  tooBig(walk, run, { limitBytes, at: out, silent: true })
  return false
}

/** The question that a packet's next hop makes of its segment. Source: Linux arp_solicit, inet_select_addr. */
function askingOf(walk: Walk, link: Link, { out, nextHop }: Pick<Way, 'out' | 'nextHop'>): Asking {
  const address = nextHop ?? top(walk.packet).destination
  return { link, out, address, from: versionOf(address) === 4 ? addressFor(walk.device, out, address, address) : null }
}

const neighbourKey = (device: DeviceId, link: Link, address: IpAddress): string => choiceKey(device, link.id, address)

/** Who is in the neighbour cache for an address: where several answered, the one that was first stays. Source: RFC 826, RFC 4861 section 5.1. */
const keptNeighbour = (walk: Walk, members: readonly Member[], { link, address }: Asking): Member | undefined =>
  members[walk.memory.choices.get(neighbourKey(walk.device.id, link, address)) ?? -1]

/** The one who asked knows who answered, and in IPv4 the one who answered knows who had asked. Source: RFC 826, "packet reception". */
function resolved({ device, memory: { choices } }: Walk, members: readonly Member[], { link, out, from, address }: Asking, to: Member): void {
  choices.set(neighbourKey(device.id, link, address), members.indexOf(to))
  if (from !== null) choices.set(neighbourKey(to.device.id, link, from), members.findIndex(({ interface: item }) => item.id === out.id))
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

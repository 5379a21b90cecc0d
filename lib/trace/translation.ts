import { contains, type Cidr } from '@/lib/net/cidr'
import { bitsOf, ipFromBits, versionOf, type IpAddress } from '@/lib/net/ip-address'
import type { Interface } from '@/lib/network/device'
import type { NatRule, NatTarget } from '@/lib/network/nat-rule'
import type { Header } from '@/lib/network/trace'
import { packetMatches } from './match'
import { top, tupleOf, withTop } from './packet'
import { fork, type Run, type Walk } from './walk'
import type { TrackedFlow } from './tracking'

/** The host bits of `address` inside `from`, under the prefix `to`. Source: nft(8) prefix translation, iptables-extensions NETMAP. */
export function mapPrefix(address: IpAddress, from: Cidr, to: Cidr): IpAddress {
  const bits = versionOf(address) === 4 ? 32 : 128
  const hostMask = (1n << BigInt(bits - to.length)) - 1n
  return ipFromBits(versionOf(to.address), bitsOf(to.address) | (bitsOf(address) & hostMask & ((1n << BigInt(bits - from.length)) - 1n)))
}

function rewrite(walk: Walk, kind: 'source' | 'destination', after: Header, by: NatRule | 'tracking', ways = 1): void {
  const before = top(walk.packet)
  if (tupleOf(before) === tupleOf(after)) return
  walk.packet = withTop(walk.packet, after)
  walk.steps.push({ type: 'translate', kind, before, after, by, ways })
}

const withPort = (port: number | undefined, key: 'sourcePort' | 'destinationPort') => port === undefined ? {} : { [key]: port }

/** The destination that tracking prescribes: of a reply the original source, of a later packet the target chosen for the first. */
export function trackedDestination(header: Header, flow: TrackedFlow, direction: 'original' | 'reply'): Header {
  const to = direction === 'reply' ? { address: flow.original.source, port: flow.original.sourcePort } : { address: flow.reply.source, port: flow.reply.sourcePort }
  return { ...header, destination: to.address, ...withPort(header.destinationPort === undefined ? undefined : to.port, 'destinationPort') }
}

export function trackedSource(header: Header, flow: TrackedFlow, direction: 'original' | 'reply'): Header {
  const to = direction === 'reply' ? { address: flow.original.destination, port: flow.original.destinationPort } : { address: flow.reply.destination, port: flow.reply.destinationPort }
  return { ...header, source: to.address, ...withPort(header.sourcePort === undefined ? undefined : to.port, 'sourcePort') }
}

/** Destination translation before routing; several targets are followed one by one. `next` goes on with each branch. */
export function translateDestination(walk: Walk, run: Run, hook: 'prerouting' | 'output', next: (walk: Walk) => void): void {
  const { tracked, device } = walk
  if (tracked?.flow && walk.packet.quoted) {
    const header = top(walk.packet)
    walk.packet = { ...walk.packet, quoted: tracked.direction === 'reply' ? tracked.flow.original : tracked.flow.reply }
    rewrite(walk, 'destination', { ...header, destination: tracked.direction === 'reply' ? tracked.flow.original.source : tracked.flow.reply.source }, 'tracking')
    return next(walk)
  }
  if (tracked?.flow) {
    rewrite(walk, 'destination', trackedDestination(top(walk.packet), tracked.flow, tracked.direction), 'tracking')
    return next(walk)
  }
  if (tracked && tracked.state !== 'new') return next(walk)
  for (const rule of device.nat) {
    if (rule.hook !== hook || !packetMatches(rule.match, { header: top(walk.packet), mark: walk.packet.mark, inInterface: walk.inInterface?.id }, run.network)) continue
    const header = top(walk.packet)
    if (rule.action.type === 'unchanged') break
    if (rule.action.type === 'mark') walk.packet = { ...walk.packet, mark: walk.packet.mark | rule.action.mark }
    else if (rule.action.type === 'destination-prefix') {
      if (!contains(rule.action.outside, header.destination)) continue
      rewrite(walk, 'destination', { ...header, destination: mapPrefix(header.destination, rule.action.outside, rule.action.inside) }, rule)
      break
    } else if (rule.action.type === 'destination') {
      const { targets, mark } = rule.action
      const standing = targets.filter(target => target.requires === undefined || run.network.settled.get(target.requires) === true)
      const [first, ...others] = distinct(standing)
      if (!first) continue
      const to = (branch: Walk, target: NatTarget) => {
        if (mark !== undefined) branch.packet = { ...branch.packet, mark: branch.packet.mark | mark }
        rewrite(branch, 'destination', { ...header, destination: target.address, ...withPort(header.destinationPort === undefined ? undefined : target.port ?? header.destinationPort, 'destinationPort') }, rule, others.length + 1)
        next(branch)
      }
      const branches = others.map(() => fork(walk, run))
      to(walk, first)
      others.forEach((target, at) => to(branches[at] as Walk, target))
      return
    }
  }
  next(walk)
}

/** Equal targets are followed once. */
const distinct = (targets: readonly NatTarget[]): readonly NatTarget[] =>
  targets.filter((target, at) => targets.findIndex(other => other.address === target.address && other.port === target.port) === at)

/** Source translation after routing. Replies get back the destination that the client had asked. */
export function translateSource(walk: Walk, run: Run, out: Interface): void {
  const { tracked, device } = walk
  const header = top(walk.packet)
  if (walk.packet.quoted) return
  if (tracked?.flow) return rewrite(walk, 'source', trackedSource(header, tracked.flow, tracked.direction), 'tracking')
  if (tracked && tracked.state !== 'new') return
  for (const rule of device.nat) {
    if (rule.hook !== 'postrouting' || !packetMatches(rule.match, { header, mark: walk.packet.mark, inInterface: walk.inInterface?.id, outInterface: out.id }, run.network)) continue
    const { action } = rule
    if (action.type === 'mark') { walk.packet = { ...walk.packet, mark: walk.packet.mark | action.mark }; continue }
    if (action.type === 'unchanged') return
    const to = action.type === 'source' ? action.addresses[0]
      : action.type === 'masquerade' ? out.addresses[0]?.address
        : action.type === 'source-prefix' && contains(action.inside, header.source) ? mapPrefix(header.source, action.inside, action.outside) : undefined
    if (to === undefined) continue
    if (to !== header.source && walk.hidden === null) walk.hidden = { source: header.source, rule }
    return rewrite(walk, 'source', { ...header, source: to }, rule)
  }
}

/** A reply for this very device gets its source back on the way in. Source: Linux nf_nat, the source side of NAT at LOCAL_IN. */
export function restoreSource(walk: Walk): void {
  const { tracked } = walk
  if (tracked?.flow && tracked.direction === 'reply' && !walk.packet.quoted) rewrite(walk, 'source', trackedSource(top(walk.packet), tracked.flow, 'reply'), 'tracking')
}

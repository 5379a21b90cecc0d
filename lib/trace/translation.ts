import { contains } from '@/lib/net/cidr'
import { versionOf } from '@/lib/net/ip-address'
import { inRange, type PortRange } from '@/lib/net/port'
import { unreachable } from '@/lib/net/unreachable'
import type { NatRule, NatTarget } from '@/lib/network/nat-rule'
import type { Header } from '@/lib/network/trace'
import type { Way } from './forwarding'
import { leavesByAnother, withoutAddress } from './masquerade'
import { packetMatches } from './match'
import { quotedIn, top } from './packet'
import { mapPrefix } from './prefix-mapping'
import { translateQuoted } from './quoted-translation'
import { rewrite, trackedDestination, trackedSource, withPort } from './rewrite'
import { addressFor } from './source-address'
import { fork, type Run, type Walk } from './walk'

type Next = (walk: Walk) => void

/** By what a packet goes out, and to whom. */
interface Exit extends Pick<Way, 'nextHop'> { readonly out: Pick<Way['out'], 'id' | 'addresses'> }

/** What tracking has left open: the first packet of a flow, or a device without tracking. What is invalid or kept out is never translated (Linux nf_nat_inet_fn). */
const decidesAnew = ({ tracked }: Walk): boolean => !tracked || (tracked.state === 'new' && tracked.flow === null)

const follows = ({ tracked }: Walk) => tracked && tracked.flow && tracked.state !== 'invalid' ? { flow: tracked.flow, direction: tracked.direction } : null

const rulesOf = (walk: Walk, hook: NatRule['hook']): readonly NatRule[] =>
  walk.device.nat.filter(rule => rule.hook === hook && !(rule.host && walk.inInterface?.path === 'fast'))

/** 3. Destination translation before routing; several targets are followed one by one. `next` goes on with each branch. */
export function translateDestination(walk: Walk, run: Run, hook: 'prerouting' | 'output', next: Next): void {
  if (quotedIn(walk.packet)) { translateQuoted(walk, 'destination', rulesOf(walk, 'postrouting')); return next(walk) }
  const known = follows(walk)
  if (known) {
    rewrite(walk, 'destination', trackedDestination(top(walk.packet), known.flow, known.direction), 'tracking')
    return next(walk)
  }
  if (!decidesAnew(walk)) return next(walk)
  for (const rule of rulesOf(walk, hook)) {
    const header = top(walk.packet)
    if (!packetMatches(rule.match, { header, mark: walk.packet.mark, inInterface: walk.inInterface?.id, ...(walk.tracked ? { state: walk.tracked.state } : {}) }, run.network)) continue
    const { action } = rule
    if (action.type === 'unchanged') break
    if (action.type === 'mark') walk.packet = { ...walk.packet, mark: walk.packet.mark | action.mark }
    else if (action.type === 'destination-prefix' && contains(action.outside, header.destination)) {
      rewrite(walk, 'destination', { ...header, destination: mapPrefix(header.destination, action.outside, action.inside) }, rule)
      break
    } else if (action.type === 'destination' && toTargets(walk, run, rule, action, next)) return
  }
  next(walk)
}

/** False where no target stands, so that the next rule is tried. */
function toTargets(walk: Walk, run: Run, rule: NatRule, { targets, mark }: Extract<NatRule['action'], { type: 'destination' }>, next: Next): boolean {
  const header = top(walk.packet)
  const standing = distinct(targets.filter(target => target.requires === undefined || run.network.settled.get(target.requires) === true))
    .filter(target => versionOf(target.address) === versionOf(header.destination))
  if (standing.length === 0) return false
  fork(walk, run, standing.length).forEach((branch, at) => {
    const target = standing[at] as NatTarget
    if (mark !== undefined) branch.packet = { ...branch.packet, mark: branch.packet.mark | mark }
    rewrite(branch, 'destination', { ...header, destination: target.address, ...withPort(header.destinationPort === undefined ? undefined : target.port ?? header.destinationPort, 'destinationPort') }, rule, standing.length)
    next(branch)
  })
  return true
}

/** Equal targets are followed once. */
const distinct = (targets: readonly NatTarget[]): readonly NatTarget[] =>
  targets.filter((target, at) => targets.findIndex(other => other.address === target.address && other.port === target.port) === at)

/** 8. Source translation after routing. Replies get back the destination that the client had asked. */
export function translateSource(walk: Walk, run: Run, way: Exit, next: Next): void {
  if (quotedIn(walk.packet)) { translateQuoted(walk, 'source', rulesOf(walk, 'postrouting')); return next(walk) }
  const known = follows(walk)
  if (known) {
    if (leavesByAnother(walk, run, way.out, known)) return
    rewrite(walk, 'source', trackedSource(top(walk.packet), known.flow, known.direction), 'tracking')
    return next(walk)
  }
  if (!decidesAnew(walk)) return next(walk)
  for (const rule of rulesOf(walk, 'postrouting')) {
    const header = top(walk.packet)
    if (!packetMatches(rule.match, { header, mark: walk.packet.mark, inInterface: walk.inInterface?.id, outInterface: way.out.id, ...(walk.tracked ? { state: walk.tracked.state } : {}) }, run.network)) continue
    if (rule.action.type === 'mark') { walk.packet = { ...walk.packet, mark: walk.packet.mark | rule.action.mark }; continue }
    if (rule.action.type === 'unchanged') break
    const sources = sourcesBy(walk, rule, way)
    if (sources === 'none-there') return withoutAddress(walk, run, rule)
    if (sources.length === 0) continue
    if (rule.action.type === 'masquerade') walk.masqueraded = { by: rule.from, out: way.out.id }
    if (sources.some(source => source.source !== header.source) && walk.hidden === null) walk.hidden = { source: header.source, rule }
    return fork(walk, run, sources.length).forEach((branch, at) => {
      rewrite(branch, 'source', sources[at] as Header, rule, sources.length)
      next(branch)
    })
  }
  next(walk)
}

/** The headers that a rule may make of a packet: one for each address of a pool. None: the rule is not about this packet. */
function sourcesBy(walk: Walk, { action }: NatRule, { out, nextHop }: Exit): readonly Header[] | 'none-there' {
  const header = top(walk.packet)
  const version = versionOf(header.source)
  switch (action.type) {
    case 'source': return [...new Set(action.addresses)].filter(address => versionOf(address) === version).map(source => withSourcePort({ ...header, source }, action.ports))
    case 'masquerade': {
      const source = addressFor(walk.device, out, nextHop ?? header.destination, header.destination)
      return source === null ? 'none-there' : [withSourcePort({ ...header, source }, action.ports)]
    }
    case 'source-prefix': return contains(action.inside, header.source) ? [{ ...header, source: mapPrefix(header.source, action.inside, action.outside) }] : []
    case 'unchanged': case 'mark': case 'destination': case 'destination-prefix': return []
    default: return unreachable(action)
  }
}

/** A source port outside the range becomes one inside: which one is the translator's choice, here the first. Source: nft(8), snat to address:port-port; RFC 4787 section 4.2. */
function withSourcePort(header: Header, ports: PortRange | undefined): Header {
  return ports === undefined || header.sourcePort === undefined || inRange(ports, header.sourcePort) ? header : { ...header, sourcePort: ports.from }
}

/** A reply for this very device gets its source back on the way in. Source: Linux nf_nat, the source side of NAT at LOCAL_IN. */
export function restoreSource(walk: Walk): void {
  const known = follows(walk)
  if (known?.direction === 'reply' && !quotedIn(walk.packet)) rewrite(walk, 'source', trackedSource(top(walk.packet), known.flow, 'reply'), 'tracking')
}

import { contains } from '@/lib/net/cidr'
import { versionOf, type IpAddress, type IpVersion } from '@/lib/net/ip-address'
import { LINK_LOCAL_V6 } from '@/lib/net/special-prefixes'
import type { Link } from '@/lib/network/device'
import type { InterfaceId, LinkId, SpeakerId } from '@/lib/network/ids'
import type { Network } from '@/lib/network/network'
import type { Withholding } from '@/lib/network/route'
import type { Session, SessionEnd, Speaker } from '@/lib/network/speaker'
import { withReason } from './reasons'

/** A session as one of its two speakers sees it. */
export interface Neighbour {
  readonly session: Session
  readonly own: SessionEnd
  readonly peer: SessionEnd
  readonly speaker: Speaker
  /** The other end's addresses on its interface: a prefix of the version that the session does not run over needs one as next hop (RFC 2545, RFC 4760 section 3). */
  readonly peerAddresses: readonly IpAddress[]
  /** Whether a route needs no next hop there: a tunnel or a point-to-point link. */
  readonly withoutGateway: boolean
  /** Between two ASes or inside one (RFC 4271 section 1.1). */
  readonly kind: 'external' | 'internal'
  /** What keeps the session from being established, nearest first. */
  readonly reasons: readonly Withholding[]
}

/** Every speaker's sessions. A session of which an end is missing in the Network is left out. */
export function neighboursOf(network: Network): ReadonlyMap<SpeakerId, readonly Neighbour[]> {
  const links = linkByInterface(network)
  const found = new Map<SpeakerId, Neighbour[]>([...network.speakers.keys()].map(id => [id, []]))
  for (const session of network.sessions) {
    const [a, b] = session.ends
    const first = network.speakers.get(a.speaker)
    const second = network.speakers.get(b.speaker)
    if (!first || !second) continue
    const common = { session, kind: first.asn === second.asn ? 'internal' : 'external', reasons: reasonsOf(session, network, links) } as const
    found.get(first.id)?.push({ ...common, own: a, peer: b, speaker: second, ...reachOf(network, links, a, b) })
    found.get(second.id)?.push({ ...common, own: b, peer: a, speaker: first, ...reachOf(network, links, b, a) })
  }
  return found
}

function reachOf(network: Network, links: ReadonlyMap<InterfaceId, Link>, own: SessionEnd, peer: SessionEnd): Pick<Neighbour, 'peerAddresses' | 'withoutGateway'> {
  const device = network.devices.get(network.speakers.get(peer.speaker)?.device as Speaker['device'])
  const item = device?.interfaces.find(candidate => candidate.id === peer.interfaceId)
  return { peerAddresses: item?.addresses.map(({ address }) => address) ?? [], withoutGateway: links.get(own.interfaceId)?.kind !== 'segment' }
}

/** The address that stands for the other end as next hop of a prefix: of the prefix's version, not a link-local one where there is another. */
export function gatewayOf({ peer, peerAddresses }: Pick<Neighbour, 'peer' | 'peerAddresses'>, version: IpVersion): IpAddress | null {
  if (versionOf(peer.address) === version) return peer.address
  const fitting = peerAddresses.filter(address => versionOf(address) === version)
  return fitting.find(address => !contains(LINK_LOCAL_V6, address)) ?? fitting[0] ?? null
}

function reasonsOf(session: Session, network: Network, links: ReadonlyMap<InterfaceId, Link>): readonly Withholding[] {
  const cut = session.ends.map(end => links.get(end.interfaceId)).find(link => link && !link.up)
  const reasons = withReason(withReason(withReason([], failedEnd(session, network)), cut && (cut.down ?? { code: 'link.down', elements: [cut.from] })), session.down)
  return withReason(reasons, unmet(session, network))
}

/** A device or an interface of an end that has failed. */
function failedEnd(session: Session, network: Network): Withholding | undefined {
  for (const end of session.ends) {
    const device = network.devices.get(network.speakers.get(end.speaker)?.device as Speaker['device'])
    if (device?.up === false) return { code: 'device.down', elements: [device.from] }
    const item = device?.interfaces.find(candidate => candidate.id === end.interfaceId)
    if (item?.up === false) return { code: 'interface.down', elements: [item.from] }
  }
  return undefined
}

function unmet(session: Session, network: Network): Withholding | undefined {
  if (session.requires === undefined || network.settled.get(session.requires) === true) return undefined
  const condition = network.conditions.get(session.requires)
  if (!condition) throw new Error(`session ${session.id} requires the condition ${session.requires}, which nobody added`)
  return { code: condition.code, elements: condition.elements, ...(condition.facts ? { facts: condition.facts } : {}) }
}

/** The link of every interface. */
export function linkByInterface(network: Network): ReadonlyMap<InterfaceId, Link> {
  const linkOf = (id: LinkId): Link | undefined => network.links.get(id)
  const entries = [...network.devices.values()].flatMap(device => device.interfaces.map(item => [item.id, linkOf(item.link)] as const))
  return new Map(entries.filter((entry): entry is readonly [InterfaceId, Link] => entry[1] !== undefined))
}

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
    found.get(first.id)?.push({ ...common, own: a, peer: b, speaker: second })
    found.get(second.id)?.push({ ...common, own: b, peer: a, speaker: first })
  }
  return found
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

import { covers, type Cidr } from '@/lib/net/cidr'
import { versionOf, type IpAddress } from '@/lib/net/ip-address'
import type { Withholding } from '@/lib/network/route'
import type { Speaker } from '@/lib/network/speaker'
import { gatewayOf, type Neighbour } from './neighbours'
import type { CostTo } from './next-hop-cost'
import { isLive, type Advert, type Path } from './path'
import { withReason } from './reasons'
import { applyPolicy } from './route-policy'

/** Not told outside the AS; not told to anybody. Source: RFC 1997, Well-known Communities. */
const NO_EXPORT = '65535:65281'
const NO_ADVERTISE = '65535:65282'
/** Source: RFC 4271 section 5.1.5 leaves it to the operator; 100 is every implementation's default. */
const DEFAULT_LOCAL_PREFERENCE = 100

/** Who a speaker is in reflection: its router id, or else its own name. */
const identityOf = (speaker: Speaker): string => speaker.routerId ?? speaker.id
const clusterOf = (speaker: Speaker): string => speaker.clusterId ?? identityOf(speaker)
export const localPreferenceOf = (speaker: Speaker): number => speaker.localPreference ?? DEFAULT_LOCAL_PREFERENCE

/** The neighbour, as the one who receives sees it; `prefix` stands for its class. */
interface Reception { readonly speaker: Speaker; readonly neighbour: Neighbour; readonly prefix: Cidr; readonly costTo: CostTo }

/**
 * What a speaker makes of an advert: nothing, where the protocol forbids it, or a path, marked where a policy or a session keeps it away.
 *
 * Rules of RFC 4271: an external neighbour sees the teller's AS in front of the path (5.1.2), a path that holds the receiver's own AS is
 * refused (9.1.2), what was learned inside an AS is not told on inside it (9.2) unless reflected (RFC 4456), MED and LOCAL_PREF do not leave
 * the neighbouring AS (5.1.4, 5.1.5), the next hop is the teller between ASes and kept inside one (5.1.3).
 */
export function receive({ speaker, neighbour, prefix, costTo }: Reception, told: Advert | Path): Path | null {
  const { session, own, peer, speaker: teller, kind, reasons } = neighbour
  if ('session' in told && told.session === session.id) return null
  if (told.communities.includes(NO_ADVERTISE) || (kind === 'external' && told.communities.includes(NO_EXPORT))) return null
  const reflected = reflection(teller, neighbour, told)
  if (!reflected || reflected.originator === identityOf(speaker) || reflected.clusters.includes(clusterOf(speaker))) return null
  const gateway = gatewayOf(neighbour, versionOf(prefix.address))
  const exported = applyPolicy(peer.exports, outgoing(teller, neighbour, told, gateway), prefix, teller.asn)
  const { item } = exported
  if (timesIn(item.asPath, speaker.asn) + (kind === 'external' && teller.asn === speaker.asn ? 1 : 0) > (speaker.allowsOwnAs ?? 0)) return null
  const refusal = speaker.refuses?.find(refused => covers(refused.within, prefix))?.why
  const arrived: Path = {
    origin: item.origin, med: item.med, communities: item.communities, nextHop: item.nextHop, originator: reflected.originator, clusters: reflected.clusters,
    asPath: kind === 'external' ? [teller.asn, ...item.asPath] : item.asPath, localPreference: kind === 'external' ? localPreferenceOf(speaker) : item.localPreference,
    reasons: allReasons(item.reasons, refusal, reasons, exported.denied), session: session.id, peer: peer.address, interfaceId: own.interfaceId, gateway, learned: kind, igpCost: 0,
    teller: { routerId: teller.routerId ?? null, identity: identityOf(teller), isClient: own.reflectsFor === true },
  }
  const imported = applyPolicy(own.imports, arrived, prefix, speaker.asn)
  if (gateway === null && !neighbour.withoutGateway) return { ...imported.item, reasons: withReason(imported.item.reasons, { code: 'bgp.no-next-hop', elements: [session.id] }) }
  return resolved(speaker, imported.denied ? { ...imported.item, reasons: withReason(imported.item.reasons, imported.denied) } : imported.item, costTo)
}

function timesIn(asPath: readonly number[], asn: number): number {
  let times = 0
  for (const as of asPath) if (as === asn) times++
  return times
}

/** Nearest first: what the receiver refuses, the session's own, then what the teller's policy denies, then what was known before. */
function allReasons(known: Path['reasons'], refusal: Withholding | undefined, ofSession: readonly Withholding[], denied: Withholding | null): Path['reasons'] {
  if (refusal === undefined && ofSession.length === 0 && denied === null) return known
  return [...denied ? [denied] : [], ...[...ofSession].reverse(), ...refusal ? [refusal] : []].reduce<Path['reasons']>((all, why) => withReason(all, why), known)
}

/** What the teller puts into the message, before its export policy. */
function outgoing(teller: Speaker, { peer, kind }: Neighbour, told: Advert | Path, gateway: IpAddress | null): Advert {
  const passedOn = 'session' in told
  const nextHop = kind === 'external' || peer.nextHopSelf || told.nextHop === null ? gateway : told.nextHop
  const { origin, asPath, med, localPreference, communities, originator, clusters, reasons } = told
  return { origin, asPath, communities, originator, clusters, reasons, nextHop, localPreference: passedOn ? localPreference : localPreferenceOf(teller), med: passedOn && kind === 'external' ? 0 : med }
}

/** Inside an AS only what is one's own or from outside is told on; a reflector tells on what clients told, and to clients what others told. Source: RFC 4456 sections 6 and 8. */
function reflection(teller: Speaker, { peer, kind }: Neighbour, told: Advert | Path): Pick<Advert, 'originator' | 'clusters'> | null {
  if (kind === 'external') return { originator: null, clusters: [] }
  if (!('session' in told) || told.learned === 'external') return { originator: told.originator, clusters: told.clusters }
  if (!told.teller.isClient && !peer.reflectsFor) return null
  return { originator: told.originator ?? told.teller.identity, clusters: [clusterOf(teller), ...told.clusters] }
}

/** A path whose next hop nothing leads to is no way. Source: RFC 4271 section 9.1.2.1. */
function resolved(speaker: Speaker, path: Path, costTo: CostTo): Path {
  if (!speaker.resolvesNextHops || path.nextHop === null || !isLive(path)) return path
  const cost = costTo(path.nextHop)
  return cost === null ? { ...path, reasons: [{ code: 'bgp.next-hop-unreachable', elements: [path.session], facts: { address: path.nextHop } }] } : { ...path, igpCost: cost }
}

import { contains, formatCidr, prefixOf } from '@/lib/net/cidr'
import { versionOf, type IpVersion } from '@/lib/net/ip-address'
import type { DeviceId } from '@/lib/network/ids'
import type { Network } from '@/lib/network/network'
import type { PolicyTerm, PrefixMatch, RoutePolicy } from '@/lib/network/route-policy'
import type { Session, Speaker } from '@/lib/network/speaker'
import type { LabNames } from './names'

/** The table of the kernel that a daemon's routes go into: apart from what the plan has put there. */
export const DAEMON_TABLE = 3000
const VERSIONS = [4, 6] as const

/** One routing daemon: whose it is, and its configuration for BIRD 2. */
export interface Daemon { readonly device: DeviceId; readonly namespace: string; readonly speaker: Speaker; readonly config: string }

/** A configuration for each speaker that has a session: what it originates, whom it talks to, and its policies. */
export function birdDaemons(network: Network, names: LabNames): readonly Daemon[] {
  return [...network.speakers.values()].flatMap((speaker, at) => {
    const sessions = network.sessions.filter(session => !session.down && session.ends.some(end => end.speaker === speaker.id))
    return sessions.length === 0 ? [] : [{ device: speaker.device, namespace: names.device(speaker.device), speaker, config: configOf(speaker, sessions, network, at) }]
  })
}

function configOf(speaker: Speaker, sessions: readonly Session[], network: Network, at: number): string {
  return [
    `router id ${speaker.routerId ?? `192.0.2.${(at % 250) + 1}`};`,
    'protocol device { scan time 1; }',
    ...VERSIONS.flatMap(version => [
      `ipv${version} table igp${version};`,
      `protocol kernel igp_${version} { kernel table 254; learn; scan time 1; ipv${version} { table igp${version}; import all; export none; }; }`,
      `protocol kernel fib_${version} { kernel table ${DAEMON_TABLE}; scan time 1;${speaker.multipath === 'all' ? ' merge paths yes;' : ''} ipv${version} { import none; export where source = RTS_BGP; }; }`,
      `protocol static own_${version} { ipv${version} { import all; }; ${originated(speaker, version)} }`,
    ]),
    ...sessions.flatMap((session, index) => sessionText(speaker, session, network, index)),
    '',
  ].join('\n')
}

const originated = (speaker: Speaker, version: IpVersion): string => speaker.originates.filter(one => !one.withheld && versionOf(one.prefix.address) === version).map(({ prefix, med, communities = [] }) => {
  const sets = [...(med === undefined ? [] : [`bgp_med = ${med};`]), ...communities.map(one => `bgp_community.add((${one.replace(':', ',')}));`)]
  return `route ${formatCidr(prefix)} blackhole${sets.length > 0 ? ` { ${sets.join(' ')} }` : ''};`
}).join(' ')

function sessionText(speaker: Speaker, { ends: [a, b] }: Session, network: Network, index: number): readonly string[] {
  const [own, other] = a.speaker === speaker.id ? [a, b] : [b, a]
  const peer = network.speakers.get(other.speaker)
  if (!peer) return []
  const internal = peer.asn === speaker.asn
  const device = network.devices.get(speaker.device)
  const near = device?.interfaces.some(item => item.addresses.some(({ address, length }) => versionOf(address) === versionOf(other.address) && contains(prefixOf(address, length), other.address)))
  const name = `session_${index + 1}`
  return [
    ...VERSIONS.flatMap(version => [filterText(`${name}_in_${version}`, importTerms(speaker, { internal, version }), own.imports, { version, asn: speaker.asn }), filterText(`${name}_out_${version}`, speaker.transit ? [] : ['if source != RTS_STATIC then reject;'], own.exports, { version, asn: speaker.asn })]),
    `protocol bgp ${name} {`,
    `  local ${own.address} as ${speaker.asn}; neighbor ${other.address} as ${peer.asn};${near ? ' direct;' : ' multihop;'}`,
    '  connect delay time 0; connect retry time 1; error wait time 1, 2; hold time 9;',
    ...(own.reflectsFor ? [`  rr client;${speaker.clusterId ?? speaker.routerId ? ` rr cluster id ${speaker.clusterId ?? speaker.routerId ?? ''};` : ''}`] : []),
    ...(speaker.allowsOwnAs === undefined ? [] : [`  allow local as ${speaker.allowsOwnAs};`]),
    ...(speaker.localPreference === undefined ? [] : [`  default bgp_local_pref ${speaker.localPreference};`]),
    // One session for both versions of IP (RFC 4760, RFC 2545); the next hop is the interface's address of that version.
    ...VERSIONS.map(version =>
      `  ipv${version} { import filter ${name}_in_${version}; export filter ${name}_out_${version};${own.nextHopSelf ? ' next hop self;' : ''} igp table igp${version}; };`),
    '}',
  ]
}

function importTerms(speaker: Speaker, { internal, version }: { readonly internal: boolean; readonly version: IpVersion }): readonly string[] {
  const refused = (speaker.refuses ?? []).map(({ within }) => within).filter(within => versionOf(within.address) === version)
  return [
    ...refused.map(within => `if net ~ [ ${formatCidr(within)}+ ] then reject;`),
    ...(speaker.localPreference === undefined || internal ? [] : [`bgp_local_pref = ${speaker.localPreference};`]),
  ]
}

interface Where { readonly version: IpVersion; readonly asn: number }

function filterText(name: string, before: readonly string[], policy: RoutePolicy | undefined, where: Where): string {
  const terms = policy?.terms.map(term => termText(term, where)) ?? []
  return `filter ${name} { ${[...before, ...terms, policy && policy.otherwise === 'deny' ? 'reject;' : 'accept;'].join(' ')} }`
}

function termText({ prefixes, communities, asPathHolds, set, action }: PolicyTerm, { version, asn }: Where): string {
  const own = prefixes?.filter(({ within }) => versionOf(within.address) === version)
  const conditions = [
    ...(own === undefined ? [] : [own.length === 0 ? 'false' : `net ~ [ ${own.map(prefixText).join(', ')} ]`]),
    ...(communities === undefined ? [] : [communities.length === 0 ? 'false' : `(${communities.map(one => `(${one.replace(':', ',')}) ~ bgp_community`).join(' || ')})`]),
    ...(asPathHolds === undefined ? [] : [`bgp_path ~ [= * ${asPathHolds} * =]`]),
  ]
  const does = [
    ...(set?.localPreference === undefined ? [] : [`bgp_local_pref = ${set.localPreference};`]), ...(set?.med === undefined ? [] : [`bgp_med = ${set.med};`]),
    ...(set?.addCommunities ?? []).map(one => `bgp_community.add((${one.replace(':', ',')}));`), ...(set?.removeCommunities ?? []).map(one => `bgp_community.delete((${one.replace(':', ',')}));`),
    ...Array.from({ length: set?.prepend ?? 0 }, () => `bgp_path.prepend(${asn});`),
    ...(action === 'next' ? [] : [action === 'accept' ? 'accept;' : 'reject;']),
  ]
  return `if ${conditions.join(' && ') || 'true'} then { ${does.join(' ')} }`
}

const prefixText = ({ within, least, most }: PrefixMatch): string => {
  const longest = versionOf(within.address) === 4 ? 32 : 128
  return least === undefined && most === undefined ? formatCidr(within) : `${formatCidr(within)}{${least ?? within.length},${most ?? longest}}`
}

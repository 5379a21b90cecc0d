import { contains, formatCidr, prefixOf, type Cidr } from '@/lib/net/cidr'
import { versionOf, type IpVersion } from '@/lib/net/ip-address'
import type { DeviceId, TableId } from '@/lib/network/ids'
import type { Network } from '@/lib/network/network'
import type { PolicyTerm, PrefixMatch, RoutePolicy } from '@/lib/network/route-policy'
import type { Session, Speaker } from '@/lib/network/speaker'
import { OSPF_TABLE, ospfText } from './bird-ospf'
import type { LabNames } from './names'

/** The table of the kernel that a daemon's routes go into: apart from what the plan has put there. */
const DAEMON_TABLE = 3000
const VERSIONS = [4, 6] as const

/** Where a daemon's routes of one protocol go, and which of the Network's they are to equal; what it originates itself it does not take from others. */
export interface Learner { readonly kernelTable: number; readonly table: TableId; readonly origin: string; readonly own: readonly Cidr[] }

/** One routing daemon: whose it is, what it learns, and its configuration for BIRD 2. */
export interface Daemon { readonly device: DeviceId; readonly namespace: string; readonly learners: readonly Learner[]; readonly config: string }

/** A configuration for each device with a BGP speaker that has a session, or an OSPF router: what it originates, whom it talks to, and its policies. */
export function birdDaemons(network: Network, names: LabNames): readonly Daemon[] {
  const sessionsOf = ({ id }: Speaker) => network.sessions.filter(session => !session.down && session.ends.some(end => end.speaker === id))
  const speakers = [...network.speakers.values()].filter(speaker => sessionsOf(speaker).length > 0)
  const routers = [...network.ospfRouters.values()]
  return [...new Set([...speakers, ...routers].map(({ device }) => device))].map((device, at): Daemon => {
    const speaker = speakers.find(one => one.device === device)
    const router = routers.find(one => one.device === device)
    return {
      device, namespace: names.device(device),
      learners: [
        ...(speaker ? [{ kernelTable: DAEMON_TABLE, table: speaker.table, origin: speaker.installs.origin, own: speaker.originates.filter(one => !one.withheld).map(({ prefix }) => prefix) }] : []),
        ...(router ? [{ kernelTable: OSPF_TABLE, table: router.table, origin: router.installs.origin, own: connectedTo(network, device) }] : []),
      ],
      config: [
        `router id ${speaker?.routerId ?? `192.0.2.${(at % 250) + 1}`};`,
        'protocol device { scan time 1; }',
        ...VERSIONS.flatMap(version => [`ipv${version} table igp${version};`, `protocol kernel igp_${version} { kernel table 254; learn; scan time 1; ipv${version} { table igp${version}; import all; export none; }; }`]),
        ...(speaker ? bgpText(speaker, sessionsOf(speaker), network) : []), ...(router ? ospfText(router, network, names) : []), '',
      ].join('\n'),
    }
  })
}

const connectedTo = ({ devices }: Network, device: DeviceId): readonly Cidr[] => (devices.get(device)?.interfaces ?? []).flatMap(item => item.addresses.map(({ address, length }) => prefixOf(address, length)))

function bgpText(speaker: Speaker, sessions: readonly Session[], network: Network): readonly string[] {
  return [
    ...VERSIONS.flatMap(version => [
      `protocol kernel fib_${version} { kernel table ${DAEMON_TABLE}; scan time 1;${speaker.multipath === 'all' ? ' merge paths yes;' : ''} ipv${version} { import none; export where source = RTS_BGP; }; }`,
      `protocol static own_${version} { ipv${version} { import all; }; ${originated(speaker, version)} }`,
    ]),
    ...sessions.flatMap((session, index) => sessionText(speaker, session, network, index)),
  ]
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

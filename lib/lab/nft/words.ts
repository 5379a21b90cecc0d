import { formatCidr } from '@/lib/net/cidr'
import type { IpVersion } from '@/lib/net/ip-address'
import { formatPortRange, type PortRange } from '@/lib/net/port'
import { hasPorts } from '@/lib/net/protocol'
import type { AddressMatch, PacketMatch, ProtocolMatch } from '@/lib/network/match'
import type { InterfaceId } from '@/lib/network/ids'
import type { Network } from '@/lib/network/network'
import { prefixesOf, versionsOf } from '@/lib/lab/match'
import type { LabNames } from '@/lib/lab/names'

export interface Wording { readonly network: Network; readonly names: LabNames }

/** One nft rule's matches, for one version (null: both) and one protocol (null: any). */
export interface Matched { readonly text: string; readonly version: IpVersion | null; readonly protocol: number | null }

/**
 * A match in the words of nft(8). nft matches one family and one protocol per rule, so a match may take several rules, and a match of
 * nothing takes none.
 */
export function matchWords(match: PacketMatch, { network, names }: Wording, { perVersion = false } = {}): readonly Matched[] {
  const addressed = match.sources !== undefined || match.destinations !== undefined
  const versions: readonly (IpVersion | null)[] = addressed || perVersion ? versionsOf([match.sources, match.destinations], network) : [null]
  return versions.flatMap(version => (match.protocols ?? [null]).filter(speaks).map(protocol => ({
    version, protocol: protocol?.protocol ?? null,
    text: [
      ...(version !== null && !addressed ? [`meta nfproto ipv${version}`] : []),
      ...addressWords('saddr', match.sources, version, network), ...addressWords('daddr', match.destinations, version, network),
      ...interfaceWords('iifname', match.inInterfaces, names), ...interfaceWords('oifname', match.outInterfaces, names),
      ...(protocol ? [`meta l4proto ${protocol.protocol}`, ...portWords('dport', protocol.ports), ...portWords('sport', protocol.sourcePorts)] : []),
      ...(match.mark ? [`meta mark and ${match.mark.mask} == ${match.mark.value}`] : []),
      ...(match.states ? [`ct state ${match.states.join(',')}`] : []),
    ].join(' '),
  })))
}

/** A rule about ports of a protocol that has none matches nothing. */
const speaks = (protocol: ProtocolMatch | null): boolean => protocol === null || hasPorts(protocol.protocol) || (!protocol.ports && !protocol.sourcePorts)

function addressWords(side: 'saddr' | 'daddr', match: AddressMatch | undefined, version: IpVersion | null, network: Network): readonly string[] {
  if (match === undefined || version === null) return []
  const prefixes = prefixesOf(match, version, network)
  if (prefixes.some(prefix => prefix.length === 0)) return [`meta nfproto ipv${version}`]
  return [`${version === 4 ? 'ip' : 'ip6'} ${side} { ${prefixes.map(formatCidr).join(', ')} }`]
}

const interfaceWords = (side: 'iifname' | 'oifname', ids: readonly InterfaceId[] | undefined, names: LabNames): readonly string[] =>
  ids === undefined ? [] : [`${side} { ${ids.map(id => `"${names.interface(id)}"`).join(', ') || '"none"'} }`]

const portWords = (side: 'dport' | 'sport', ranges: readonly PortRange[] | undefined): readonly string[] =>
  ranges === undefined ? [] : [`th ${side} { ${ranges.map(formatPortRange).join(', ')} }`]

/** Packets that came in by an interface that bypasses the host's own stack do not meet its rules. */
export function hostWords(interfaces: readonly { readonly id: InterfaceId; readonly path: 'host' | 'fast' }[], names: LabNames): string {
  const fast = interfaces.filter(item => item.path === 'fast')
  return fast.length === 0 ? '' : `iifname != { ${fast.map(item => `"${names.interface(item.id)}"`).join(', ')} }`
}

/** One rule: its parts with single spaces, the missing ones left out. */
export const ruleText = (...parts: readonly string[]): string => parts.filter(part => part !== '').join(' ')

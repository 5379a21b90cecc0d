import { covers, subtract, type Cidr } from '@/lib/net/cidr'
import { versionOf, type IpVersion } from '@/lib/net/ip-address'
import type { AddressMatch } from '@/lib/network/match'
import type { Network } from '@/lib/network/network'

/** The prefixes of one version that an address match stands for: its own and its sets' members, without the exceptions. */
export function prefixesOf(match: AddressMatch, version: IpVersion, network: Pick<Network, 'addressSets'>): readonly Cidr[] {
  const members = (match.sets ?? []).flatMap(set => network.addressSets.get(set)?.members.map(member => member.cidr) ?? [])
  const all = [...match.cidrs, ...members].filter(prefix => versionOf(prefix.address) === version)
  const cut = all.flatMap(prefix => subtract(prefix, match.except ?? []))
  return cut.filter((prefix, at) => !cut.some((other, where) => where !== at && covers(other, prefix) && (other.length < prefix.length || where < at)))
}

/** Which versions an address match can match; both where there is none. */
export function versionsOf(matches: readonly (AddressMatch | undefined)[], network: Pick<Network, 'addressSets'>): readonly IpVersion[] {
  return ([4, 6] as const).filter(version => matches.every(match => match === undefined || prefixesOf(match, version, network).length > 0))
}

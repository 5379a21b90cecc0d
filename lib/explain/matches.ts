import { formatCidr } from '@/lib/net/cidr'
import { formatPortRange } from '@/lib/net/port'
import { formatProtocol } from '@/lib/net/protocol'
import type { AddressMatch, PacketMatch } from '@/lib/network/match'

/** "10.24.0.0/14, members of sg-a except 10.24.1.0/24"; "any" where nothing is asked. */
export function addressesText(match: AddressMatch | undefined): string {
  if (!match) return 'any'
  const sets = (match.sets ?? []).map(set => `${set.replace(':', ' (')})`)
  const listed = [...match.cidrs.map(formatCidr), ...sets].join(', ') || 'none'
  return match.except && match.except.length > 0 ? `${listed} except ${match.except.map(formatCidr).join(', ')}` : listed
}

/** "tcp/7000, tcp/9042"; "all" where nothing is asked. */
export function trafficText(match: PacketMatch): string {
  if (!match.protocols) return 'all'
  return match.protocols.map(({ protocol, ports }) => ports ? `${formatProtocol(protocol)}/${ports.map(formatPortRange).join('+')}` : formatProtocol(protocol)).join(', ') || 'none'
}

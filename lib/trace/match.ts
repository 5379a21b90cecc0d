import { contains } from '@/lib/net/cidr'
import type { IpAddress } from '@/lib/net/ip-address'
import { inRange } from '@/lib/net/port'
import type { InterfaceId } from '@/lib/network/ids'
import type { AddressMatch, PacketMatch, ProtocolMatch, TrackState } from '@/lib/network/match'
import type { Network } from '@/lib/network/network'
import type { Header } from '@/lib/network/trace'

/** What a rule can look at, at the moment it is tried. */
export interface Seen {
  readonly header: Header
  readonly mark: number
  readonly state?: TrackState
  readonly inInterface?: InterfaceId | undefined
  readonly outInterface?: InterfaceId | undefined
}

/** Whether a packet matches; every missing field matches everything. */
export function packetMatches(match: PacketMatch, seen: Seen, network: Pick<Network, 'addressSets'>): boolean {
  const { header } = seen
  if (match.protocols && !match.protocols.some(protocol => protocolMatches(protocol, header))) return false
  if (match.sources && !addressMatches(match.sources, header.source, network)) return false
  if (match.destinations && !addressMatches(match.destinations, header.destination, network)) return false
  if (match.inInterfaces && (seen.inInterface === undefined || !match.inInterfaces.includes(seen.inInterface))) return false
  if (match.outInterfaces && (seen.outInterface === undefined || !match.outInterfaces.includes(seen.outInterface))) return false
  if (match.mark && (seen.mark & match.mark.mask) !== match.mark.value) return false
  if (match.states && (seen.state === undefined || !match.states.includes(seen.state))) return false
  return true
}

function addressMatches(match: AddressMatch, address: IpAddress, network: Pick<Network, 'addressSets'>): boolean {
  if (match.except?.some(prefix => contains(prefix, address))) return false
  if (match.cidrs.some(prefix => contains(prefix, address))) return true
  return match.sets?.some(set => network.addressSets.get(set)?.members.some(member => contains(member.cidr, address))) ?? false
}

function protocolMatches(match: ProtocolMatch, header: Header): boolean {
  if (match.protocol !== header.protocol) return false
  const { sourcePort, destinationPort } = header
  if (match.ports && (destinationPort === undefined || !match.ports.some(range => inRange(range, destinationPort)))) return false
  if (match.sourcePorts && (sourcePort === undefined || !match.sourcePorts.some(range => inRange(range, sourcePort)))) return false
  return true
}

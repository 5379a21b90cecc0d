import { broadcastOf } from './broadcast'
import { contains } from '@/lib/net/cidr'
import { versionOf, type IpAddress } from '@/lib/net/ip-address'
import { BROADCAST_V4, LINK_LOCAL_V6, LOOPBACK_V4, LOOPBACK_V6, MULTICAST_V4, MULTICAST_V6, THIS_NETWORK_V4, UNSPECIFIED_V6 } from '@/lib/net/special-prefixes'
import type { Device } from '@/lib/network/device'
import type { Header } from '@/lib/network/trace'

const NEVER_A_SOURCE = [MULTICAST_V4, BROADCAST_V4, THIS_NETWORK_V4, LOOPBACK_V4, MULTICAST_V6, LOOPBACK_V6, UNSPECIFIED_V6]

/** A source that no packet from a wire may carry. Source: RFC 1812 section 5.3.7, RFC 4291 sections 2.5.2, 2.5.3 and 2.7; Linux ip_route_input_slow. */
export const isMartianSource = (source: IpAddress): boolean => NEVER_A_SOURCE.some(prefix => contains(prefix, source))

/** A destination that never leaves a host. Source: as above. */
export const isMartianDestination = (destination: IpAddress): boolean => [THIS_NETWORK_V4, LOOPBACK_V4, LOOPBACK_V6, UNSPECIFIED_V6].some(prefix => contains(prefix, destination))

/** Several receivers at once: not modelled. Source: RFC 1112, RFC 919, RFC 4291 section 2.7. */
export const isForMany = (destination: IpAddress, device: Device): boolean =>
  [MULTICAST_V4, MULTICAST_V6, BROADCAST_V4].some(prefix => contains(prefix, destination))
  || (versionOf(destination) === 4 && device.interfaces.some(item => item.addresses.some(own => broadcastOf(own) === destination)))

/** Link-local addresses have no meaning beyond their link, so no router forwards them. Source: RFC 4291 section 2.5.6. */
export const staysOnLink = ({ source, destination }: Header): boolean => contains(LINK_LOCAL_V6, source) || contains(LINK_LOCAL_V6, destination)

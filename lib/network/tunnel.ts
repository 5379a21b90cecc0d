import type { Cidr } from '@/lib/net/cidr'
import type { IpAddress } from '@/lib/net/ip-address'
import type { DeviceId } from './ids'

/** The other end of a tunnel: its outer address, and the device where the design knows it. */
export interface Endpoint { readonly address: IpAddress; readonly device?: DeviceId }

/**
 * Encapsulation on an interface. Outer bytes = inner bytes padded up to `blockBytes` (0 or 1: no padding) + `headerBytes`,
 * where `trailerBytes` of the header are inside the padded part (RFC 4303 section 2.4: pad length and next header).
 */
export interface Tunnel {
  readonly outerProtocol: number
  readonly port?: number
  /** The outer source port: the same as `port`, or made from the inner flow (RFC 7348 section 5, RFC 8926 section 3.3), so that both directions are flows of their own. */
  readonly sourcePort?: 'same' | 'hashed'
  /** Network identifier, key or SPI: tells tunnels between the same two ends apart. */
  readonly key?: number
  readonly headerBytes: number
  readonly trailerBytes: number
  readonly blockBytes: number
  /**
   * Don't-fragment outside: of `copy` that of the inner packet, where IPv6 counts as set (Linux vxlan_xmit_one and geneve_xmit_skb, DF inherit;
   * RFC 8200 section 5: no router may cut it); of `copy-ipv4` that of IPv4, and of IPv6 none (Linux ip_tunnel_xmit, nopmtudisc).
   */
  readonly outerDf: 'set' | 'clear' | 'copy' | 'copy-ipv4'
  /**
   * Who learns that a packet does not fit through the outside: the inner packet's `sender`, told by the tunnel at once (Linux ip_tunnel and
   * xfrm; where nothing is said); the device's own `route` to where the inner packet goes, while that packet is lost (Linux
   * skb_tunnel_check_pmtu: vxlan, geneve): own packets and IPv6 are told from the next one on, forwarded IPv4 never
   * (ip-sysctl.rst, ip_forward_use_pmtu); or `nobody` (a process in user space).
   */
  readonly learnsTooBig?: 'sender' | 'route' | 'nobody'
  /**
   * Whether the inner packet's mark chooses the outer one's way (Linux udp_tunnel_dst_lookup: vxlan, geneve) or not (ip_tunnel_xmit and
   * ip6_tnl_xmit look it up with the tunnel's own fwmark, which is 0; where nothing is said). The outer packet has the mark either way.
   */
  readonly routedByMark?: true
  readonly local: IpAddress
  /** From which outer addresses packets are taken: those of the peers, or any (the key tells who it is, as in WireGuard). */
  readonly accepts?: 'peers' | 'anyone'
  /** Traffic selectors, checked on the way out and, ends swapped, in; of several peers the one with the longest destination carries the packet. */
  readonly peers: readonly { readonly sources: readonly Cidr[]; readonly destinations: readonly Cidr[]; readonly endpoint: Endpoint }[]
  readonly dialledBy: 'either' | 'this' | 'peer'
  readonly encrypted: boolean
  /** In the words of the technology: `ipsec`, `wireguard`, `vxlan`. */
  readonly protocolName: string
}

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
  readonly headerBytes: number
  readonly trailerBytes: number
  readonly blockBytes: number
  readonly outerDf: 'set' | 'clear' | 'copy'
  readonly local: IpAddress
  /** Traffic selectors, checked on the way out and in; the first peer that matches carries the packet. */
  readonly peers: readonly { readonly sources: readonly Cidr[]; readonly destinations: readonly Cidr[]; readonly endpoint: Endpoint }[]
  readonly dialledBy: 'either' | 'this' | 'peer'
  readonly encrypted: boolean
  /** In the words of the technology: `ipsec`, `wireguard`, `vxlan`. */
  readonly protocolName: string
}

import type { IpAddress } from '@/lib/net/ip-address'
import type { DeviceId } from './ids'

/** The question put to the packet engine. Bytes are those of the IP packet; a missing source is chosen by the device's routing. */
export interface Flow {
  readonly device: DeviceId
  readonly source?: IpAddress
  readonly destination: IpAddress
  readonly protocol: number
  readonly sourcePort?: number
  readonly destinationPort?: number
  readonly sizeBytes: number
  /** Bytes of the packet that answers, where it is not as large as the one that asks: of a datagram, or all that TCP has to carry back. */
  readonly replyBytes?: number
  /** Transmission Control Protocol sets don't-fragment; a plain UDP socket does too on Linux (path MTU discovery). */
  readonly dontFragment: boolean
  /** Hops that it may take; 64 unless said otherwise (Linux net.ipv4.ip_default_ttl). */
  readonly ttl?: number
}

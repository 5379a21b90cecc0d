import * as z from 'zod'
import { cidrText } from '@/lib/design/fields'
import { defineLinuxTunnel } from '@/lib/mechanisms/define-linux-tunnel'
import { tunnelPort, tunnelShape } from '@/lib/mechanisms/linux-tunnel-config'
import type { Wrapping } from '@/lib/mechanisms/linux-tunnel'
import type { IpVersion } from '@/lib/net/ip-address'
import { PROTOCOLS } from '@/lib/net/protocol'

/** Outer IP, UDP 8, header 16, authentication tag 16. Source: WireGuard whitepaper section 5.4.6, transport data message. */
const WIREGUARD_HEADER_BYTES = { 4: 60, 6: 80 } as const
/** Packets are padded with zeros to a multiple of this. Source: the same. */
const PAD_BYTES = 16
/** Room for IPv6 outside is kept whatever is outside. Source: Linux drivers/net/wireguard/device.c, wg_setup. */
const MTU_BYTES = 1500 - WIREGUARD_HEADER_BYTES[6]

const allowed = z.array(cidrText('Prefix')).max(256)

const schema = z.strictObject({
  ...tunnelShape,
  port: tunnelPort(51820),
  allowedIps: z.tuple([allowed, allowed]).meta({ title: 'Allowed IPs', description: 'At each end, which prefixes are behind the other: packets go in only for these, and come out only from these. Everything where it is not said.' }).optional(),
})

/** Source: WireGuard whitepaper sections 2 (cryptokey routing), 5.4.6; Linux drivers/net/wireguard/socket.c send4 (no don't-fragment outside). */
const wrapping = ({ port }: z.infer<typeof schema>, version: IpVersion): Wrapping => ({
  outerProtocol: PROTOCOLS.udp, port, sourcePort: 'same', accepts: 'anyone', encrypted: true, headerBytes: WIREGUARD_HEADER_BYTES[version], blockBytes: PAD_BYTES, outerDf: 'clear', mtuBytes: MTU_BYTES, carries: [4, 6],
})

/** WireGuard between two Linux machines, one peer on the interface. */
export const wireguard = defineLinuxTunnel({ name: 'wireguard', title: 'WireGuard tunnel', schema, wrapping, selectors: (config, side) => config.allowedIps?.[side] })

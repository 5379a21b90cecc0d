import * as z from 'zod'
import { defineLinuxTunnel } from '@/lib/mechanisms/define-linux-tunnel'
import { outerDf, tunnelPort, tunnelShape } from '@/lib/mechanisms/linux-tunnel-config'
import type { Wrapping } from '@/lib/mechanisms/linux-tunnel'
import type { IpVersion } from '@/lib/net/ip-address'
import { PROTOCOLS } from '@/lib/net/protocol'

/**
 * Outer IP, UDP 8, opcode and peer id 4, packet id 4, tag 16: a data packet (P_DATA_V2) with AES-256-GCM, the default of OpenVPN 2.6.
 * Source: OpenVPN wire protocol, draft-openvpn-wire-protocol, "Data channel packets"; openvpn(8) `--data-ciphers`.
 */
const OPENVPN_HEADER_BYTES = { 4: 52, 6: 72 } as const
/** Source: openvpn(8), `--tun-mtu`. */
const TUN_MTU_BYTES = 1500

const schema = z.strictObject({
  ...tunnelShape,
  port: tunnelPort(1194),
  outerDf: outerDf('clear', 'mtu-disc yes (set) or no (clear).'),
})

/** What it cannot send it drops: it writes no ICMP errors about it. Source: openvpn, forward.c process_outgoing_link. */
const wrapping = ({ port, outerDf: df }: z.infer<typeof schema>, version: IpVersion): Wrapping => ({
  outerProtocol: PROTOCOLS.udp, port, sourcePort: 'same', encrypted: true, headerBytes: OPENVPN_HEADER_BYTES[version], outerDf: df, learnsTooBig: 'nobody', mtuBytes: TUN_MTU_BYTES, carries: [4, 6],
})

/** OpenVPN over UDP between two Linux machines, point to point, routing (tun). */
export const openvpn = defineLinuxTunnel({ name: 'openvpn', title: 'OpenVPN tunnel', schema, wrapping })

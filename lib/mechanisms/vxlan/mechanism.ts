import * as z from 'zod'
import { defineLinuxTunnel } from '@/lib/mechanisms/define-linux-tunnel'
import { outerDf, tunnelPort, tunnelShape } from '@/lib/mechanisms/linux-tunnel-config'
import type { Wrapping } from '@/lib/mechanisms/linux-tunnel'
import type { IpVersion } from '@/lib/net/ip-address'
import { PROTOCOLS } from '@/lib/net/protocol'

/** Bytes around the inner IP packet: outer IP, UDP 8, VXLAN 8, inner Ethernet 14. Source: RFC 7348 section 5; RFC 8200 section 3. */
const VXLAN_HEADER_BYTES = { 4: 50, 6: 70 } as const

const schema = z.strictObject({
  ...tunnelShape,
  vni: z.int().min(0).max(0xff_ffff).default(1).meta({ title: 'VNI', description: 'Network identifier, 24 bits (id of ip-link).' }),
  port: tunnelPort(4789),
  outerDf: outerDf('clear', 'df of ip-link: set, unset (clear), inherit (copy).'),
})

/**
 * Sources: RFC 7348 section 4 (port 4789), section 5 (source port from the inner flow); ip-link(8), vxlan `df`. Over IPv6 Linux never
 * fragments it, whatever `df` says (ip6_fragment, measured), and only the route inside learns what fits (skb_tunnel_check_pmtu). What comes in is
 * known by its VNI alone, from wherever it comes (vxlan_rcv, vxlan_vs_find_vni; seed 61), unlike GENEVE's (geneve_lookup).
 */
const wrapping = ({ vni, port, outerDf: df }: z.infer<typeof schema>, version: IpVersion): Wrapping => ({
  outerProtocol: PROTOCOLS.udp, port, sourcePort: 'hashed', accepts: 'anyone', key: vni, headerBytes: VXLAN_HEADER_BYTES[version], outerDf: version === 6 ? 'set' : df, learnsTooBig: 'route', routedByMark: true, mtuBytes: 1500 - VXLAN_HEADER_BYTES[version], carries: [4, 6],
})

/** Ethernet in UDP between two Linux machines, with a fixed peer. */
export const vxlan = defineLinuxTunnel({ name: 'vxlan', title: 'VXLAN tunnel', schema, wrapping })

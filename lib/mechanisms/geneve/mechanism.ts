import * as z from 'zod'
import { defineLinuxTunnel } from '@/lib/mechanisms/define-linux-tunnel'
import { outerDf, tunnelPort, tunnelShape } from '@/lib/mechanisms/linux-tunnel-config'
import type { Wrapping } from '@/lib/mechanisms/linux-tunnel'
import type { IpVersion } from '@/lib/net/ip-address'
import { PROTOCOLS } from '@/lib/net/protocol'

/** Bytes around the inner IP packet: outer IP, UDP 8, GENEVE 8 without options, inner Ethernet 14. Source: RFC 8926 section 3. */
const GENEVE_HEADER_BYTES = { 4: 50, 6: 70 } as const

const schema = z.strictObject({
  ...tunnelShape,
  vni: z.int().min(0).max(0xff_ffff).default(1).meta({ title: 'VNI', description: 'Network identifier, 24 bits (id of ip-link).' }),
  port: tunnelPort(6081),
  optionsBytes: z.int().min(0).max(252).multipleOf(4).default(0).meta({ title: 'Options', unit: 'bytes', description: 'What options add to each packet.' }),
  outerDf: outerDf('clear', 'df of ip-link: set, unset (clear), inherit (copy).'),
})

/**
 * Sources: RFC 8926 section 3.3 (port 6081, source port from the inner flow), 3.4 (options up to 252 bytes); ip-link(8), geneve `df`. As with
 * vxlan, Linux never fragments it over IPv6 (ip6_fragment), and only the route inside learns what fits (skb_tunnel_check_pmtu).
 */
function wrapping({ vni, port, optionsBytes, outerDf: df }: z.infer<typeof schema>, version: IpVersion): Wrapping {
  const headerBytes = GENEVE_HEADER_BYTES[version] + optionsBytes
  return { outerProtocol: PROTOCOLS.udp, port, sourcePort: 'hashed', key: vni, headerBytes, outerDf: version === 6 ? 'set' : df, learnsTooBig: 'route', routedByMark: true, mtuBytes: 1500 - headerBytes, carries: [4, 6] }
}

/** Ethernet in UDP between two Linux machines, extensible. */
export const geneve = defineLinuxTunnel({ name: 'geneve', title: 'GENEVE tunnel', schema, wrapping })

import * as z from 'zod'
import { defineLinuxTunnel } from '@/lib/mechanisms/define-linux-tunnel'
import { outerDf, tunnelShape } from '@/lib/mechanisms/linux-tunnel-config'
import type { Wrapping } from '@/lib/mechanisms/linux-tunnel'
import type { IpVersion } from '@/lib/net/ip-address'
import { PROTOCOLS } from '@/lib/net/protocol'

/**
 * Outer IP and 4 bytes of GRE; over IPv6 Linux adds 8 bytes of a tunnel encapsulation limit. Sources: RFC 2784 section 2; RFC 2473 section 4.1.1
 * and Linux net/ipv6/ip6_gre.c (`encaplimit` 4 by default).
 */
const GRE_HEADER_BYTES = { 4: 24, 6: 52 } as const
/** Source: RFC 2890 section 2. */
const KEY_BYTES = 4

const schema = z.strictObject({
  ...tunnelShape,
  key: z.int().min(0).max(0xffff_ffff).meta({ title: 'Key', description: 'Tells tunnels between the same two machines apart; adds 4 bytes.' }).optional(),
  outerDf: outerDf('set', 'pmtudisc (set), nopmtudisc (copy), ignore-df (clear) of ip-tunnel.'),
})

/** Source: RFC 2784, RFC 2890; Linux net/ipv4/ip_tunnel.c ip_tunnel_xmit (pmtudisc is the default and sets don't-fragment; nopmtudisc copies that of IPv4). */
function wrapping({ key, outerDf: df }: z.infer<typeof schema>, version: IpVersion): Wrapping {
  const headerBytes = GRE_HEADER_BYTES[version] + (key === undefined ? 0 : KEY_BYTES)
  return { outerProtocol: PROTOCOLS.gre, headerBytes, outerDf: df === 'copy' ? 'copy-ipv4' : df, mtuBytes: 1500 - headerBytes, carries: [4, 6], ...(key === undefined ? {} : { key }) }
}

/** IP in GRE between two Linux machines. */
export const gre = defineLinuxTunnel({ name: 'gre', title: 'GRE tunnel', schema, wrapping })

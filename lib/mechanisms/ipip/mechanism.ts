import * as z from 'zod'
import { defineLinuxTunnel } from '@/lib/mechanisms/define-linux-tunnel'
import { outerDf, tunnelShape } from '@/lib/mechanisms/linux-tunnel-config'
import type { Wrapping } from '@/lib/mechanisms/linux-tunnel'
import { tunnelOutside } from '@/lib/mechanisms/tunnel-ends'
import type { Context } from '@/lib/mechanisms/types'
import { versionOf } from '@/lib/net/ip-address'
import { PROTOCOLS } from '@/lib/net/protocol'
import type { Problem } from '@/lib/network/problem'

/** One more IPv4 header without options. Source: RFC 2003 section 3. */
const IPIP_HEADER_BYTES = 20

const schema = z.strictObject({ ...tunnelShape, outerDf: outerDf('set', 'pmtudisc (set), nopmtudisc (copy), ignore-df (clear) of ip-tunnel.') })

/** Source: RFC 2003 section 3; Linux net/ipv4/ip_tunnel.c ip_tunnel_xmit (pmtudisc is the default and sets don't-fragment). */
const wrapping = ({ outerDf: df }: z.infer<typeof schema>): Wrapping => ({
  outerProtocol: PROTOCOLS.ipip, headerBytes: IPIP_HEADER_BYTES, outerDf: df, mtuBytes: 1500 - IPIP_HEADER_BYTES, carries: [4],
})

function check({ view, id, subject, config }: Context<'tunnel', z.infer<typeof schema>>): readonly Problem[] {
  const six = tunnelOutside(view, subject.ends, config.outside).some(address => address !== undefined && versionOf(address) === 6)
  return six ? [{ severity: 'error', code: 'ipip.over-ipv6', element: id, field: 'config.outside', facts: { tunnel: view.nameOf(id) } }] : []
}

const sentences = { 'ipip.over-ipv6': 'Tunnel {tunnel} runs over IPv6, but IP-in-IP is IPv4 in IPv4. Give it IPv4 addresses outside, or choose GRE.' }

/** IPv4 in IPv4 between two Linux machines. */
export const ipip = defineLinuxTunnel({ name: 'ipip', title: 'IP-in-IP tunnel', schema, wrapping, check, sentences })

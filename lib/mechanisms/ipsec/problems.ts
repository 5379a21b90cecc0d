import type { Context } from '@/lib/mechanisms/types'
import { outsideAddressesOf } from '@/lib/mechanisms/tunnel-ends'
import { contains, prefixOf, sameCidr } from '@/lib/net/cidr'
import { ip } from '@/lib/net/ip-address'
import { LINK_LOCAL_V4 } from '@/lib/net/special-prefixes'
import type { Problem } from '@/lib/network/problem'
import type { Config } from './config'
import { outsideAddresses } from './ends'

type TunnelContext = Context<'tunnel', Config>

/** Length of the prefix that the inside addresses of a tunnel share. Source: AWS Site-to-Site VPN user guide, "Tunnel options"; Google Cloud VPN documentation, "Set up BGP sessions". */
const INSIDE_LENGTH = 30

export function checkTunnel(context: TunnelContext): readonly Problem[] {
  const { view, id, subject } = context
  const [a, b] = subject.ends
  const loop: readonly Problem[] = a === b ? [{ severity: 'error', code: 'ipsec.one-gateway', element: id, field: 'ends', facts: { tunnel: view.nameOf(id), gateway: view.nameOf(a) } }] : []
  return [...loop, ...checkOutside(context), ...checkInside(context), ...checkTwins(context)]
}

function checkOutside({ view, id, subject, config }: TunnelContext): readonly Problem[] {
  return (config.outside ?? []).flatMap((address, side): readonly Problem[] => {
    const gateway = subject.ends[side] ?? ''
    const known = outsideAddressesOf(view, gateway).includes(ip(address))
    return known ? [] : [{ severity: 'error', code: 'ipsec.outside-of-another', element: id, field: `config.outside.${side}`, facts: { tunnel: view.nameOf(id), address, gateway: view.nameOf(gateway) } }]
  })
}

function checkInside({ view, id, config: { inside } }: TunnelContext): readonly Problem[] {
  if (!inside) return []
  const [a, b] = [ip(inside[0]), ip(inside[1])]
  const range = contains(LINK_LOCAL_V4, a) ? prefixOf(a, INSIDE_LENGTH) : null
  const hosts = range && contains(range, b) && a !== b && [a, b].every(address => address !== range.address && contains(range, address) && lastOctet(address) % 4 !== 3)
  return hosts ? [] : [{ severity: 'error', code: 'ipsec.inside-addresses', element: id, field: 'config.inside', facts: { tunnel: view.nameOf(id), first: inside[0], second: inside[1] } }]
}

const lastOctet = (address: string): number => Number(address.slice(address.lastIndexOf('.') + 1))

/** Two tunnels of one gateway with the same inside range, or between the same two outside addresses, cannot be told apart. */
function checkTwins(context: TunnelContext): readonly Problem[] {
  const { view, id, subject, config } = context
  const outside = outsideAddresses(context)
  return view.linksOf('tunnel').filter(other => other.id < id && other.link.ends.some(end => subject.ends.includes(end))).flatMap((other): readonly Problem[] => {
    const theirs = (other.link.config ?? {}) as Partial<Config>
    const problem = (code: Problem['code'], field: string): Problem => ({ severity: 'error', code, element: id, field, facts: { tunnel: view.nameOf(id), other: view.nameOf(other.id) } })
    const [a, b] = [config.inside?.[0], theirs.inside?.[0]]
    const inside = a !== undefined && b !== undefined && sameCidr(prefixOf(ip(a), INSIDE_LENGTH), prefixOf(ip(b), INSIDE_LENGTH))
    const others = outsideAddresses({ view, subject: other.link, config: { ...config, outside: theirs.outside } })
    const same = [...outside].sort().join(' ') === [...others].sort().join(' ')
    return [...(inside ? [problem('ipsec.inside-twice', 'config.inside')] : []), ...(same ? [problem('ipsec.outside-twice', 'config.outside')] : [])]
  })
}

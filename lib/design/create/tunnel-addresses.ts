import type { Design } from '@/lib/design/design'
import { viewDesign, type DesignView } from '@/lib/design/view'
import { cidr, freeCidrs, nthAddress, prefixOf } from '@/lib/net/cidr'
import { parseInterfaceAddress } from '@/lib/design/interface-address'
import { parseIp, versionOf } from '@/lib/net/ip-address'

/** The texts of a list in a link's configuration. */
export const configured = (link: { readonly config?: Readonly<Record<string, unknown>> }, field: string): readonly string[] => {
  const value = link.config?.[field]
  return Array.isArray(value) ? value.map(String) : []
}

/** Addresses that a tunnel may end at: those of a VPN gateway, or the IPv4 ones of a router's interfaces. */
const outsidesOf = (view: DesignView, end: string): readonly string[] => view.get(end, 'vpn-gateway')?.addresses
  ?? (view.get(end, 'router')?.interfaces ?? []).flatMap(item => (item.addresses ?? []).flatMap(text => { const own = parseInterfaceAddress(text); return own && versionOf(own.address) === 4 ? [own.address] : [] }))

/** Of each gateway the outside address with the fewest tunnels, such that no two tunnels share both. */
export function freePair(view: DesignView, a: string, b: string, except?: string): readonly [string, string] | undefined {
  const used = view.linksOf('tunnel').filter(({ id }) => id !== except).map(({ link }) => link.ends.map((end, side) => configured(link, 'outside')[side] ?? outsidesOf(view, end)[0] ?? ''))
  const load = (address: string) => used.filter(pair => pair.includes(address)).length
  const pairs = outsidesOf(view, a).flatMap(one => outsidesOf(view, b).map(other => [one, other] as const))
  return pairs.filter(([one, other]) => !used.some(pair => pair.includes(one) && pair.includes(other))).toSorted((x, y) => load(x[0]) + load(x[1]) - load(y[0]) - load(y[1]))[0]
}

/** Link-local ranges for the insides of tunnels; the first ones and 169.254.169.x are kept by clouds. Source: AWS Site-to-Site VPN user guide, "Tunnel options". */
const INSIDE_POOL = [cidr('169.254.21.0/24'), cidr('169.254.22.0/23'), cidr('169.254.24.0/21'), cidr('169.254.32.0/19'), cidr('169.254.64.0/18')]
/** Source: as above: a /30 for each tunnel. */
const INSIDE_LENGTH = 30

export function freeInside(view: DesignView): readonly [string, string] | undefined {
  const taken = view.linksOf('tunnel').flatMap(({ link }) => configured(link, 'inside')).flatMap(text => text.split(',')).flatMap(text => { const parsed = parseIp(text.split('/')[0] ?? ''); return parsed.ok ? [prefixOf(parsed.value, INSIDE_LENGTH)] : [] })
  const [range] = freeCidrs(INSIDE_POOL, taken, INSIDE_LENGTH, 1)
  const [one, other] = range ? [nthAddress(range, 1), nthAddress(range, 2)] : []
  return one !== undefined && other !== undefined ? [one, other] : undefined
}

/** A copied tunnel with addresses of its own. */
export function freshTunnel(design: Design, id: string): Design {
  const link = design.links[id]
  const view = viewDesign(design)
  const pair = link && freePair(view, link.ends[0], link.ends[1], id)
  const inside = freeInside(view)
  if (link?.kind !== 'tunnel' || !pair || !inside) return design
  const config = link.mechanism === LINUX_TUNNEL || Array.isArray(link.config?.['dev'])
    ? { ...link.config, ...linuxTunnel(view, link.ends, { outside: pair, inside }) } : { ...link.config, outside: pair, ...(configured(link, 'inside').length > 0 ? { inside } : {}) }
  return { ...design, links: { ...design.links, [id]: { ...link, config } } }
}

/** What routers are joined by unless somebody chooses otherwise. */
export const LINUX_TUNNEL = 'wireguard'
/** Source: WireGuard's own examples; wg(8). */
const FIRST_PORT = 51820

/** The configuration of a tunnel between routers: addresses, and a device and a port that no other tunnel of theirs has. */
export function linuxTunnel(view: DesignView, ends: readonly string[], { outside, inside }: { readonly outside: readonly [string, string]; readonly inside: readonly [string, string] }): Readonly<Record<string, unknown>> {
  const others = view.linksOf('tunnel').filter(({ link }) => link.ends.some(end => ends.includes(end)))
  const names = new Set(others.flatMap(({ link }) => configured(link, 'dev')))
  let n = 0
  while (names.has(`wg${n}`)) n++
  return { outside, inside: inside.map(address => [`${address}/${INSIDE_LENGTH}`]), dev: [`wg${n}`, `wg${n}`], port: FIRST_PORT + n }
}

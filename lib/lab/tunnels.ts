import { DEFAULT_V4, DEFAULT_V6, sameCidr } from '@/lib/net/cidr'
import { versionOf } from '@/lib/net/ip-address'
import type { Interface, Link } from '@/lib/network/device'
import type { Network } from '@/lib/network/network'
import type { Tunnel } from '@/lib/network/tunnel'
import type { Member } from './addresses'
import type { LabNames } from './names'
import type { Capabilities, CarriedTunnel, Limit, VxlanDevice } from './plan'

/** VXLAN adds the outer IP header, 8 bytes of UDP, 8 of its own and 14 of Ethernet. Source: RFC 7348 section 5. */
const VXLAN_BYTES = { 4: 50, 6: 70 } as const

/**
 * How the ends of a tunnel are made: by the kernel's own VXLAN device where that is what it is and does all that the tunnel does, else
 * carried by the prober between a TUN interface and a socket, in packets of the real sizes.
 */
export function kernelVxlan(members: readonly Member[], link: Link, numberOf: (link: Link) => number, capabilities: Capabilities): ReadonlyMap<Interface['id'], VxlanDevice> | null {
  const [a, b] = members
  if (!capabilities.vxlan || members.length !== 2 || !a?.item.tunnel || !b?.item.tunnel) return null
  if (![a, b].every(({ item: { tunnel } }) => tunnel && isPlainVxlan(tunnel)) || !meet(a.item.tunnel, b.item.tunnel)) return null
  const device = (tunnel: Tunnel): VxlanDevice => ({ vxlan: {
    id: tunnel.key ?? numberOf(link), local: tunnel.local, remote: (tunnel.peers[0] as Tunnel['peers'][number]).endpoint.address, port: tunnel.port ?? 4789, sourcePort: tunnel.sourcePort ?? 'same',
    df: tunnel.outerDf === 'clear' ? 'unset' : tunnel.outerDf === 'set' ? 'set' : 'inherit',
  } })
  return new Map([[a.item.id, device(a.item.tunnel)], [b.item.id, device(b.item.tunnel)]])
}

function isPlainVxlan(tunnel: Tunnel): boolean {
  const [peer, ...others] = tunnel.peers
  return tunnel.protocolName === 'vxlan' && tunnel.learnsTooBig === 'route' && (versionOf(tunnel.local) === 4 || tunnel.outerDf === 'set') && tunnel.port !== undefined && peer !== undefined && others.length === 0 && everything(peer.sources) && everything(peer.destinations)
    && tunnel.headerBytes === VXLAN_BYTES[versionOf(tunnel.local)] && tunnel.trailerBytes === 0 && tunnel.blockBytes <= 1
}

const everything = (ranges: Tunnel['peers'][number]['sources']) => ranges.some(range => sameCidr(range, DEFAULT_V4)) && ranges.some(range => sameCidr(range, DEFAULT_V6))

const meet = (a: Tunnel, b: Tunnel) => a.key === b.key && a.port === b.port && a.peers[0]?.endpoint.address === b.local && b.peers[0]?.endpoint.address === a.local

/** The end as the prober carries it. */
export function carried(member: Member, tunnel: Tunnel, names: LabNames): CarriedTunnel {
  return {
    namespace: names.device(member.device.id), interface: names.interface(member.item.id), local: tunnel.local, outerProtocol: tunnel.outerProtocol,
    ...(tunnel.port === undefined ? {} : { port: tunnel.port }), sourcePort: tunnel.sourcePort ?? 'same', key: tunnel.key ?? 0, accepts: tunnel.accepts ?? 'peers',
    headerBytes: tunnel.headerBytes, trailerBytes: tunnel.trailerBytes, blockBytes: tunnel.blockBytes, outerDf: tunnel.outerDf, learnsTooBig: tunnel.learnsTooBig ?? 'sender',
    peers: tunnel.peers.map(({ sources, destinations, endpoint }) => ({ sources, destinations, remote: endpoint.address })),
  }
}

/** What stands for what, for the result. */
export const substitute = ({ device, item: { tunnel } }: Member): Limit =>
  ({ device: device.id, what: `${tunnel?.protocolName ?? 'tunnel'}: packets of the same sizes, carried by the prober` })

/** Tunnels that nothing here can stand for. */
export function tunnelLimits(member: Member, network: Network, capabilities: Capabilities): readonly Limit[] {
  const { device, item } = member
  if (!item.tunnel) return []
  return [
    ...(capabilities.tun ? [] : [{ device: device.id, what: 'tunnel: this kernel has no TUN device' }]),
    ...(network.links.get(item.link)?.kind === 'tunnel' ? [] : [{ device: device.id, what: `tunnel on a ${network.links.get(item.link)?.kind ?? 'missing'} link` }]),
  ]
}

import { contains } from '@/lib/net/cidr'
import { hasPorts } from '@/lib/net/protocol'
import type { Device, Interface } from '@/lib/network/device'
import type { Header } from '@/lib/network/trace'
import type { Tunnel } from '@/lib/network/tunnel'
import { linkUp } from './checks'
import { DEFAULT_TTL, top } from './packet'
import { end, type Run, type Walk } from './walk'

export interface TunnelEnd { readonly item: Interface; readonly tunnel: Tunnel }

/** The tunnel that a packet for this device belongs to. */
export function tunnelFor(device: Device, header: Header): TunnelEnd | null {
  for (const item of device.interfaces) {
    const { tunnel } = item
    if (!tunnel || tunnel.outerProtocol !== header.protocol || tunnel.local !== header.destination) continue
    if (tunnel.port !== undefined && tunnel.port !== header.destinationPort) continue
    if (tunnel.peers.some(peer => peer.endpoint.address === header.source)) return { item, tunnel }
  }
  return null
}

/** 5. A tunnel's end takes the outer header off; the inner packet goes on as if it came in by the tunnel's interface. */
export function unwrap(walk: Walk, run: Run, { item, tunnel }: TunnelEnd, next: (walk: Walk) => void): void {
  const outer = top(walk.packet)
  if (!linkUp(walk, run, item)) return
  const headers = walk.packet.headers.slice(0, -1)
  walk.packet = { ...walk.packet, headers, sizeBytes: walk.packet.sizeBytes - (walk.overheads.at(-1) ?? 0) }
  walk.overheads = walk.overheads.slice(0, -1)
  const inner = top(walk.packet)
  walk.steps.push({ type: 'decapsulate', interfaceId: item.id, from: run.network.links.get(item.link)?.from ?? item.from, protocolName: tunnel.protocolName, inner, outer })
  walk.inInterface = item
  walk.tracked = null
  next(walk)
}

/** Bytes outside for bytes inside, padding included. Source: RFC 4303 section 2.4 for ESP; others do not pad. */
export function encapsulatedBytes(tunnel: Pick<Tunnel, 'headerBytes' | 'trailerBytes' | 'blockBytes'>, innerBytes: number): number {
  const block = Math.max(1, tunnel.blockBytes)
  return Math.ceil((innerBytes + tunnel.trailerBytes) / block) * block + tunnel.headerBytes - tunnel.trailerBytes
}

/** The outer packet is a new packet of this device and starts at 0. */
export function wrap(walk: Walk, run: Run, item: Interface, tunnel: Tunnel, next: (walk: Walk, outer: Header) => void): void {
  if (!linkUp(walk, run, item)) return
  const inner = top(walk.packet)
  const selected = tunnel.peers.find(peer => peer.sources.some(range => contains(range, inner.source)) && peer.destinations.some(range => contains(range, inner.destination)))
  const from = run.network.links.get(item.link)?.from ?? item.from
  if (!selected) {
    return end(walk, run, { disposition: 'no-route', place: from, notice: null },
      { why: { code: 'tunnel.selector-mismatch', elements: [from], facts: { source: inner.source, destination: inner.destination } }, place: from, mend: { type: 'nothing' } })
  }
  const outerBytes = encapsulatedBytes(tunnel, walk.packet.sizeBytes)
  const outer: Header = { source: tunnel.local, destination: selected.endpoint.address, protocol: tunnel.outerProtocol, ...(tunnel.port !== undefined && hasPorts(tunnel.outerProtocol) ? { sourcePort: tunnel.port, destinationPort: tunnel.port } : {}) }
  walk.steps.push({ type: 'encapsulate', interfaceId: item.id, from, protocolName: tunnel.protocolName, inner, outer, innerBytes: walk.packet.sizeBytes, outerBytes })
  walk.overheads = [...walk.overheads, outerBytes - walk.packet.sizeBytes]
  walk.packet = { ...walk.packet, headers: [...walk.packet.headers, outer], sizeBytes: outerBytes, ttl: DEFAULT_TTL, mark: 0, dontFragment: tunnel.outerDf === 'set' || (tunnel.outerDf === 'copy' && walk.packet.dontFragment) }
  walk.inInterface = null
  walk.tracked = null
  next(walk, outer)
}


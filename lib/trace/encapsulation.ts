import type { Tunnel } from '@/lib/network/tunnel'

type Sizes = Pick<Tunnel, 'headerBytes' | 'trailerBytes' | 'blockBytes'>

/** Bytes outside for bytes inside, padding included. Source: RFC 4303 section 2.4 for ESP; others do not pad. */
export function encapsulatedBytes(tunnel: Sizes, innerBytes: number): number {
  const block = Math.max(1, tunnel.blockBytes)
  return Math.ceil((innerBytes + tunnel.trailerBytes) / block) * block + tunnel.headerBytes - tunnel.trailerBytes
}

/** The most bytes inside for bytes outside. */
export function innerBytesFor(tunnel: Sizes, outerBytes: number): number {
  const block = Math.max(1, tunnel.blockBytes)
  return Math.floor((outerBytes - tunnel.headerBytes + tunnel.trailerBytes) / block) * block - tunnel.trailerBytes
}

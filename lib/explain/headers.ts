import { formatProtocol, hasPorts, PROTOCOLS } from '@/lib/net/protocol'
import type { Header, Hop } from '@/lib/network/trace'
import type { Words } from './story'
import { code, say } from './words'

/** "10.24.1.5:7000", "[2001:db8::1]:7000", or the address alone where there is no port. */
export function socket(address: string, port: number | undefined): string {
  if (port === undefined) return address
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`
}

export const sourceOf = (header: Header): string => socket(header.source, header.sourcePort)
export const destinationOf = (header: Header): string => socket(header.destination, header.destinationPort)

/** "tcp/7000", "icmp", "89". */
export function trafficOf(protocol: number, port: number | undefined): string {
  return port !== undefined && hasPorts(protocol) ? `${formatProtocol(protocol)}/${port}` : formatProtocol(protocol)
}

/** "10.10.1.37:41830 → 10.24.1.5:7000", with the protocol where it is not the one that goes without saying. */
export function flowWords(header: Header): Words {
  const ends = say`${code(sourceOf(header))} → ${code(destinationOf(header))}`
  return header.protocol === PROTOCOLS.tcp ? ends : say`${ends} ${formatProtocol(header.protocol)}`
}

/** The packet at one step of a hop: as it came in, as translated, or as wrapped. */
export function headerAt({ hop, index }: { readonly hop: Hop; readonly index: number }): Header | undefined {
  for (let at = index; at >= 0; at--) {
    const step = hop.steps[at]
    if (step?.type === 'translate') return step.after
    if (step?.type === 'encapsulate') return step.outer
    if (step?.type === 'decapsulate') return step.inner
    if (step?.type === 'receive' || step?.type === 'originate') return step.header
  }
  return undefined
}

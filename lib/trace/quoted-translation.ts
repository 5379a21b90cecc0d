import { contains } from '@/lib/net/cidr'
import type { NatRule } from '@/lib/network/nat-rule'
import type { Header } from '@/lib/network/trace'
import { top } from './packet'
import { mapPrefix } from './prefix-mapping'
import { rewrite } from './rewrite'
import type { Walk } from './walk'

/**
 * An ICMP error follows the translation of the packet that it quotes, backwards: its own addresses and the quoted header's.
 * Sources: RFC 5508 section 4; Linux nf_nat_icmp_reply_translation. One-to-one prefix mappings do the same without tracking.
 */
export function translateQuoted(walk: Walk, kind: 'source' | 'destination', prefixes: readonly NatRule[]): void {
  const { tracked, packet } = walk
  if (!packet.quoted) return
  const header = top(packet)
  if (!tracked) return mapQuoted(walk, kind, prefixes)
  if (!tracked.flow) return
  const { flow, direction } = tracked
  const reply = direction === 'reply'
  if (kind === 'destination') {
    walk.packet = { ...packet, quoted: reply ? flow.original : flow.reply }
    return rewrite(walk, kind, { ...header, destination: reply ? flow.original.source : flow.reply.source }, 'tracking')
  }
  // Whoever sent it: outside a translated flow has one address only (the header is changed before what it quotes).
  const [seen, given] = reply ? [end(flow.reply, 'source'), end(flow.original, 'destination')] : [end(flow.original, 'source'), end(flow.reply, 'destination')]
  if (seen.address !== given.address || seen.port !== given.port) rewrite(walk, kind, { ...header, source: given.address }, 'tracking')
}

const end = (header: Header, side: 'source' | 'destination') => ({ address: header[side], port: header[`${side}Port`] })

/** The quoted packet left with a mapped source, so the error comes to that address; and the other way round. */
function mapQuoted(walk: Walk, kind: 'source' | 'destination', rules: readonly NatRule[]): void {
  const header = top(walk.packet)
  for (const rule of rules) {
    if (rule.action.type !== 'source-prefix') continue
    const { inside, outside } = rule.action
    if (kind === 'destination' && contains(outside, header.destination)) {
      const back = mapPrefix(header.destination, outside, inside)
      if (walk.packet.quoted) walk.packet = { ...walk.packet, quoted: { ...walk.packet.quoted, source: back } }
      return rewrite(walk, kind, { ...header, destination: back }, rule)
    }
    if (kind === 'source' && contains(inside, header.source)) return rewrite(walk, kind, { ...header, source: mapPrefix(header.source, inside, outside) }, rule)
  }
}

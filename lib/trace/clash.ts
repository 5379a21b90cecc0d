import { hasPorts, PROTOCOLS } from '@/lib/net/protocol'
import { quotedIn, top } from './packet'
import { rewrite } from './rewrite'
import { isTaken } from './tracking'
import type { Walk } from './walk'

/** From here on free ports are tried; the kernel begins anywhere. */
const FIRST_PORT = 50_000

/**
 * A new flow whose answers would be taken for another's, such as a packet that was translated here and comes by again, gets a source port of
 * its own on a device that translates, whatever its rules say; a ping another identifier, which stands in the place of the port.
 * Source: Linux get_unique_tuple and nf_nat_l4proto_unique_tuple, null bindings included (net/netfilter/nf_nat_core.c).
 */
export function keepAnswersApart(walk: Walk): void {
  const { tracked, tracker, device, memory: { tables }, packet } = walk
  const header = top(packet)
  const numbered = hasPorts(header.protocol) || header.protocol === PROTOCOLS.icmp || header.protocol === PROTOCOLS.icmpv6
  if (device.nat.length === 0 || tracked?.state !== 'new' || tracked.flow || tracker === null || !numbered || quotedIn(packet) || !isTaken(tables, tracker, header)) return
  let sourcePort = FIRST_PORT
  while (isTaken(tables, tracker, { ...header, sourcePort })) sourcePort++
  rewrite(walk, 'source', { ...header, sourcePort }, 'tracking')
}

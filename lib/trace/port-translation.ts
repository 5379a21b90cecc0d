import { contains } from '@/lib/net/cidr'
import type { Port } from '@/lib/network/device'
import type { InterfaceId } from '@/lib/network/ids'
import type { NatRule } from '@/lib/network/nat-rule'
import { packetMatches } from './match'
import { top } from './packet'
import { mapPrefix } from './prefix-mapping'
import { rewrite } from './rewrite'
import type { Run, Walk } from './walk'

/**
 * What the fabric around an interface rewrites: one-to-one mappings, destinations on the way in (before the port's filters, which see the
 * inside address) and sources on the way out (after them). Anything else belongs to a device.
 */
export function portRewrites(walk: Walk, run: Run, port: Port, way: 'inwards' | 'outwards', interfaceId: InterfaceId): void {
  const inwards = way === 'inwards'
  for (const rule of port.nat) {
    const header = top(walk.packet)
    if ((rule.hook === 'postrouting') === inwards) continue
    if (!packetMatches(rule.match, { header, mark: 0, ...(inwards ? { inInterface: interfaceId } : { outInterface: interfaceId }) }, run.network)) continue
    if (rule.action.type === 'unchanged' || mapped(walk, rule)) return
  }
}

function mapped(walk: Walk, rule: NatRule): boolean {
  const { action } = rule
  const header = top(walk.packet)
  if (action.type === 'destination-prefix' && contains(action.outside, header.destination)) {
    rewrite(walk, 'destination', { ...header, destination: mapPrefix(header.destination, action.outside, action.inside) }, rule)
    return true
  }
  if (action.type === 'source-prefix' && contains(action.inside, header.source)) {
    rewrite(walk, 'source', { ...header, source: mapPrefix(header.source, action.inside, action.outside) }, rule)
    return true
  }
  return false
}

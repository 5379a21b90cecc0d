import type { ElementId } from '@/lib/net/element-id'
import type { ConditionId } from '@/lib/network/ids'
import type { Network } from '@/lib/network/network'
import { settle } from './settle'

/**
 * The compiled Network in which elements have failed: their devices do nothing, their links and interfaces carry nothing, their sessions are
 * not established. Nothing is taken away: what is configured to lead through them stays, and fails. Source: DESIGN section 7.
 */
export function withFailed(network: Network, elements: ReadonlySet<ElementId>): Network {
  const failed = (from: ElementId): boolean => elements.has(from)
  return {
    ...network,
    devices: new Map([...network.devices].map(([id, device]) => [id, failed(device.from) ? { ...device, up: false as const }
      : { ...device, interfaces: device.interfaces.map(item => (failed(item.from) && item.from !== device.from ? { ...item, up: false as const } : item)) }] as const)),
    links: new Map([...network.links].map(([id, link]) => [id, failed(link.from) ? { ...link, up: false, down: { code: 'link.failed' as const, elements: [link.from] } } : link] as const)),
    sessions: network.sessions.map(session => (failed(session.id) ? { ...session, down: { code: 'session.failed' as const, elements: [session.id] } } : session)),
  }
}

/**
 * "Fail these": converges healthy first, then again with them down. What was learned through them goes, what is configured stays, and a
 * condition that `keeps` what it once brought still holds: its data is stale, not gone. Source: DESIGN section 7.
 */
export function settleFailure(network: Network, elements: ReadonlySet<ElementId>): Network {
  const healthy = settle(network)
  const kept: ReadonlySet<ConditionId> = new Set([...network.conditions.values()].filter(({ id, keeps }) => keeps && healthy.settled.get(id) === true).map(({ id }) => id))
  return settle(withFailed(network, elements), kept)
}

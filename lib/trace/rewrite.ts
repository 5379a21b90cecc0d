import type { NatRule } from '@/lib/network/nat-rule'
import type { Header } from '@/lib/network/trace'
import { top, tupleOf, withTop } from './packet'
import type { TrackedFlow } from './tracking'
import type { Walk } from './walk'

/** Puts another header on top, with a step that says who did it; nothing where nothing changes. */
export function rewrite(walk: Walk, kind: 'source' | 'destination', after: Header, by: NatRule | 'tracking', ways = 1): void {
  const before = top(walk.packet)
  if (tupleOf(before) === tupleOf(after)) return
  walk.packet = withTop(walk.packet, after)
  walk.steps.push({ type: 'translate', kind, before, after, by, ways })
}

/** A port where the header has one. */
export const withPort = (port: number | undefined, key: 'sourcePort' | 'destinationPort') => port === undefined ? {} : { [key]: port }

/** The destination that tracking prescribes: of a reply the original source, of a later packet the target chosen for the first. */
export function trackedDestination({ destinationPort, ...header }: Header, flow: TrackedFlow, direction: 'original' | 'reply'): Header {
  const to = direction === 'reply' ? { address: flow.original.source, port: flow.original.sourcePort } : { address: flow.reply.source, port: flow.reply.sourcePort }
  return { ...header, destination: to.address, ...withPort(destinationPort === undefined ? undefined : to.port, 'destinationPort') }
}

/** The source that tracking prescribes: of a reply the address that was asked, of a later packet the one chosen for the first. */
export function trackedSource({ sourcePort, ...header }: Header, flow: TrackedFlow, direction: 'original' | 'reply'): Header {
  const to = direction === 'reply' ? { address: flow.original.destination, port: flow.original.destinationPort } : { address: flow.reply.destination, port: flow.reply.destinationPort }
  return { ...header, source: to.address, ...withPort(sourcePort === undefined ? undefined : to.port, 'sourcePort') }
}

import { contains } from '@/lib/net/cidr'
import { inRange } from '@/lib/net/port'
import { PROTOCOLS } from '@/lib/net/protocol'
import { unreachable } from '@/lib/net/unreachable'
import type { Device } from '@/lib/network/device'
import type { Header } from '@/lib/network/trace'
import { top, tupleOf } from './packet'
import { end, type Run, type Walk } from './walk'

/** 5. The packet is mine and no tunnel's: whoever was expected accepts it, else it is refused or has come to the wrong one. */
export function deliver(walk: Walk, run: Run, header: Header): void {
  const { expectation } = run
  const place = walk.device.from
  const accept = (listener = place) => {
    walk.steps.push({ type: 'deliver', header, listener })
    end(walk, run, { disposition: 'accepted', place, notice: null })
  }
  switch (expectation.type) {
    case 'notice': return walk.device.id === expectation.device ? accept() : end(walk, run, { disposition: 'delivered-elsewhere', place, notice: null })
    case 'home': {
      if (walk.device.id !== expectation.device) return end(walk, run, { disposition: 'delivered-elsewhere', place, notice: null }, wrongReply(walk))
      return tupleOf(header) === tupleOf(expectation.header) ? accept() : end(walk, run, { disposition: 'not-a-reply', place, notice: null }, wrongReply(walk))
    }
    case 'listener': {
      const listener = listenerFor(walk.device, header)
      if (listener === null) return end(walk, run, { disposition: 'refused', place, notice: refusal(walk, header) }, { why: { code: 'endpoint.not-listening', elements: [place], facts: { port: String(header.destinationPort ?? ''), protocol: String(header.protocol) } }, place, mend: { type: 'nothing' } })
      if (expectation.intended && !expectation.intended.has(walk.device.id)) {
        return end(walk, run, { disposition: 'delivered-elsewhere', place, notice: null }, { why: { code: 'address.answered-by-another', elements: [place], facts: { address: header.destination } }, place, mend: { type: 'nothing' } })
      }
      return accept(listener)
    }
    default: return unreachable(expectation)
  }
}

const wrongReply = (walk: Walk) => ({ why: { code: 'reply.from-another-address' as const, elements: [walk.device.from], facts: { source: top(walk.packet).source } }, place: walk.device.from, mend: { type: 'nothing' as const } })

function refusal(walk: Walk, header: Header): { readonly says: 'reset' | 'refused' } | null {
  if (walk.device.notices === 'silent') return null
  return header.protocol === PROTOCOLS.tcp ? { says: 'reset' } : { says: 'refused' }
}

/** ICMP echo is answered by every host that has a network stack of its own; everything with ports needs a listener. */
function listenerFor(device: Device, header: Header): Device['from'] | null {
  const { destinationPort } = header
  const found = device.listeners.find(listener => listener.protocol === header.protocol
    && (destinationPort === undefined || inRange(listener.ports, destinationPort)) && (!listener.address || contains(listener.address, header.destination)))
  if (found) return found.from
  const echo = header.protocol === PROTOCOLS.icmp || header.protocol === PROTOCOLS.icmpv6
  return echo && device.notices === 'icmp' ? device.from : null
}


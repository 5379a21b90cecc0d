import { ask, type PlainAnswer } from '@/lib/ask/ask'
import { PROTOCOLS } from '@/lib/net/protocol'
import type { DeviceId } from '@/lib/network/ids'
import type { Network } from '@/lib/network/network'
import type { Exchange, Resolution } from '@/lib/network/resolution'

/** A query as one server sees it, with the answer it gives. `asker` is who sent it, whatever address stands on it then. */
export interface SeenQuery { readonly asker: string; readonly device: string; readonly source: string; readonly transport: 'udp' | 'tcp'; readonly type: string; readonly name: string; readonly rcode: string }

/** Bytes of the packets of the conversation: what the lab's application sends is smaller than any MTU. */
const SIZE_BYTES = 64

export const expect = (network: Network, { from, name, port }: { readonly from: DeviceId; readonly name: string; readonly port: number }): PlainAnswer =>
  ask({ from, to: { type: 'name', name }, protocol: PROTOCOLS.tcp, port, sizeBytes: SIZE_BYTES }, network)

/** Every query of a lookup that reached a server and was answered, those of forwarders included, once each. */
export function seenQueries({ exchanges }: Resolution): readonly SeenQuery[] {
  const all = exchanges.flatMap(withOnward).flatMap(({ query, asker, transport, answeredBy, response }): readonly SeenQuery[] => answeredBy && response
    ? [{ asker: String(asker), device: String(answeredBy.device), source: String(answeredBy.sourceSeen), transport, type: query.type, name: query.name, rcode: response.rcode }] : [])
  return [...new Map(all.map(one => [JSON.stringify(one), one])).values()]
}

const withOnward = (exchange: Exchange): readonly Exchange[] => [exchange, ...exchange.steps.flatMap(step => (step.exchange ? withOnward(step.exchange) : []))]

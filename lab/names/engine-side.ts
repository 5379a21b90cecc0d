import { ask, type PlainAnswer } from '@/lib/ask/ask'
import { PROTOCOLS } from '@/lib/net/protocol'
import type { DeviceId } from '@/lib/network/ids'
import type { Network } from '@/lib/network/network'
import { withOnward } from '@/lib/network/onward'
import type { Exchange, Resolution } from '@/lib/network/resolution'

/**
 * A query as one server sees it, with the answer it gives: null where that is lost on its way back, so that the asker never hears it.
 * `asker` is who sent it, whatever address stands on it then.
 */
export interface SeenQuery { readonly asker: string; readonly device: string; readonly source: string; readonly transport: 'udp' | 'tcp'; readonly type: string; readonly name: string; readonly rcode: string | null }

/** Bytes of the packets of the conversation: what the lab's application sends is smaller than any MTU. */
const SIZE_BYTES = 64

export const expect = (network: Network, { from, name, port }: { readonly from: DeviceId; readonly name: string; readonly port: number }): PlainAnswer =>
  ask({ from, to: { type: 'name', name }, protocol: PROTOCOLS.tcp, port, sizeBytes: SIZE_BYTES }, network)

/**
 * Every query of a lookup that reached a server, those of forwarders included, once each. Where a query may reach several
 * servers, or one by several ways, and all say the same, the engine tells of the first: the others stand where the packets end.
 */
export function seenQueries({ exchanges }: Resolution): readonly SeenQuery[] {
  const told = exchanges.flatMap(withOnward).flatMap(exchange => {
    const { query, asker, server, transport, answeredBy, response, forward } = exchange
    const base = { asker: String(asker), transport, type: query.type, name: query.name }
    const ends = answeredBy && response ? [{ device: answeredBy.device, source: answeredBy.sourceSeen, rcode: response.rcode }] : isHeard(exchange) ? arrivals(forward).map(end => ({ ...end, rcode: null })) : []
    return ends.map(({ device, source, rcode }) => ({ group: `${asker} ${server} ${transport} ${query.type} ${query.name}`, forward, seen: { ...base, device: String(device), source: String(source), rcode } }))
  })
  const others = told.flatMap(({ group, forward, seen }) => arrivals(forward).map(({ device, source }): SeenQuery => ({ ...seen, device: String(device), source: String(source) }))
    .filter(one => !told.some(other => other.group === group && other.seen.device === one.device && other.seen.source === one.source)))
  return [...new Map([...told.map(({ seen }) => seen), ...others].map(one => [JSON.stringify(one), one])).values()]
}

const arrivals = (forward: Exchange['forward']) => forward.filter(({ disposition }) => disposition === 'accepted').map(({ device, arrived }) => ({ device, source: arrived.source }))

/** Of a lost exchange: the server has got the query, and what is lost is its answer; over TCP a query follows once the connection is open. */
const isHeard = ({ transport, return: back }: Exchange): boolean => transport === 'udp' || back.some(({ phase }) => phase === 'continue-reply')

import type { IpAddress } from '@/lib/net/ip-address'
import type { Asked } from '@/lib/dns/served'
import type { DeviceId } from '@/lib/network/ids'
import type { StubQuery, Undetermined } from '@/lib/network/resolution'
import { replyOf, undeterminedOf, UNKNOWN, type StubReply } from './reply'
import type { Choose } from './runs'

export interface Question {
  readonly name: string
  readonly type: 'A' | 'AAAA'
  readonly server: IpAddress
  readonly transport: 'udp' | 'tcp'
  /** The largest datagram that the asker takes. */
  readonly payloadBytes: number
}

/** Sends one question to one server; all that may come of it. */
export type AskServer = (question: Question) => readonly Asked[]

/** What leaves and comes back in one run of a lookup. */
export interface Wire {
  readonly openSocket: () => number
  readonly ask: (query: StubQuery, payloadBytes: number) => StubReply
  /** Nothing comes for so many seconds. */
  readonly wait: (seconds: number) => void
  readonly choose: Choose
  readonly queries: () => readonly StubQuery[]
  readonly waitedSeconds: () => number
  /** The first thing that nobody can say, where one was met, and the name that was asked. */
  readonly unknown: () => { readonly name: string; readonly why: Undetermined } | undefined
}

/**
 * A wire for one run. A question that is asked again gets the same answer, and questions from one socket reach the same instance behind a
 * translated address: the kernel's connection tracking keeps a flow together.
 */
export function openWire(ask: AskServer, choose: Choose): Wire {
  const queries: StubQuery[] = []
  const known = new Map<string, Asked>()
  const instances = new Map<string, DeviceId>()
  let [sockets, waited] = [0, 0]
  let unknown: ReturnType<Wire['unknown']>
  const take = (query: StubQuery, payloadBytes: number): Asked | undefined => {
    const [flow, key] = [`${query.socket} ${query.server}`, `${query.name} ${query.type} ${query.server} ${query.transport}`]
    const alternatives = ask({ ...query, payloadBytes })
    const same = alternatives.filter(({ exchange }) => exchange.answeredBy !== undefined && exchange.answeredBy.device === instances.get(flow))
    const [first, ...others] = same.length > 0 ? same : alternatives
    const taken = known.get(key) ?? (first && choose([first, ...others]))
    if (!taken) return undefined
    known.set(key, taken)
    if (taken.exchange.answeredBy) instances.set(flow, taken.exchange.answeredBy.device)
    return taken
  }
  return {
    openSocket: () => ++sockets,
    ask: (query, payloadBytes) => {
      queries.push(query)
      const taken = take(query, payloadBytes)
      const undetermined = taken && undeterminedOf(taken)
      if (undetermined) unknown ??= { name: query.name, why: undetermined }
      return undetermined ? UNKNOWN : taken ? replyOf(taken) : { type: 'silent', connection: 'none' }
    },
    wait: seconds => { waited += seconds },
    choose, queries: () => queries, waitedSeconds: () => waited, unknown: () => unknown,
  }
}

import type { Asked } from '@/lib/dns/served'
import type { ResourceRecord } from '@/lib/network/name-server'
import type { Exchange, Rcode, Undetermined } from '@/lib/network/resolution'

/** What a resolver library gets for one query. */
export type StubReply =
  | Answer
  /** Nothing comes. `connection`: whether one had been opened. */
  | { readonly type: 'silent'; readonly connection: 'none' | 'open' }
  /** The host says that nothing listens there (an ICMP error, a TCP reset). */
  | { readonly type: 'closed' }

export interface Answer {
  readonly type: 'answer'
  readonly rcode: Rcode
  readonly truncated: 'yes' | 'no'
  readonly answers: readonly ResourceRecord[]
  /** A referral: no answer, no authority, and nothing additional. */
  readonly lame: 'yes' | 'no'
}

/** Stands for an answer that nobody can give: it decides nothing. */
export const UNKNOWN: Answer = { type: 'answer', rcode: 'NOERROR', truncated: 'no', answers: [], lame: 'no' }

export function replyOf({ exchange }: Asked): StubReply {
  const { response, failure } = exchange
  if (!response) return failure === 'refused' || failure === 'unreachable' ? { type: 'closed' } : { type: 'silent', connection: hasConnection(exchange) ? 'open' : 'none' }
  const { rcode, answers, authority, additional } = response
  const lame = rcode === 'NOERROR' && answers.length === 0 && !response.authoritative && additional.length === 0 && authority.some(({ type }) => type === 'NS')
  return { type: 'answer', rcode, truncated: response.truncated ? 'yes' : 'no', answers, lame: lame ? 'yes' : 'no' }
}

/** Over TCP: the client has had its handshake, and what is lost comes after it; or the server itself says nothing. */
export const hasConnection = ({ transport, forward, return: back, answeredBy }: Exchange): boolean =>
  transport === 'tcp' && (answeredBy !== undefined || [...forward, ...back].some(({ phase }) => phase === 'continue' || phase === 'continue-reply'))

export const undeterminedOf = ({ exchange }: Asked): Undetermined | undefined => exchange.undetermined

/** Whether it says that there is something: NOERROR with any record in the answer section. */
export const hasAnswers = ({ rcode, answers }: Answer): boolean => rcode === 'NOERROR' && answers.length > 0

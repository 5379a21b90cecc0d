import type { Asked } from '@/lib/dns/served'
import type { ResourceRecord } from '@/lib/network/name-server'
import type { Rcode, Undetermined } from '@/lib/network/resolution'

/** What a resolver library gets for one query. */
export type StubReply =
  | Answer
  | { readonly type: 'silent' }
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

export function replyOf({ exchange: { response, failure } }: Asked): StubReply {
  if (!response) return { type: failure === 'refused' || failure === 'unreachable' ? 'closed' : 'silent' }
  const { rcode, answers, authority, additional } = response
  const lame = rcode === 'NOERROR' && answers.length === 0 && !response.authoritative && additional.length === 0 && authority.some(({ type }) => type === 'NS')
  return { type: 'answer', rcode, truncated: response.truncated ? 'yes' : 'no', answers, lame: lame ? 'yes' : 'no' }
}

export const undeterminedOf = ({ exchange }: Asked): Undetermined | undefined => exchange.undetermined

/** Whether it says that there is something: NOERROR with any record in the answer section. */
export const hasAnswers = ({ rcode, answers }: Answer): boolean => rcode === 'NOERROR' && answers.length > 0

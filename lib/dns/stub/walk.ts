import type { IpAddress } from '@/lib/net/ip-address'
import { addressesOf, distinct } from '@/lib/dns/response'
import type { Asked } from '@/lib/dns/served'
import { attemptOf, type Attempt, type Kind } from './outcome'

/** Sends a name to one server in all types wanted; one list of possibilities per type. */
export type AskName = (name: string, server: IpAddress) => readonly (readonly Asked[])[]

/**
 * What one server makes of a name, over the types: every possibility once. The questions of one name leave from one socket, so that a
 * translated address leads all of them to the same instance: possibilities are paired by who answered.
 */
export function attemptsAt(ask: AskName, name: string, server: IpAddress, join: (kinds: readonly Attempt[]) => Kind): readonly Attempt[] {
  const [first = [], ...others] = ask(name, server)
  const joined = first.map((one, at): Attempt => {
    const attempts = [one, ...others.flatMap(alternatives => partnerOf(one, at, alternatives))].map(asked => attemptOf(name, asked))
    const kind = join(attempts)
    const undetermined = attempts.find(attempt => attempt.undetermined)?.undetermined
    return { kind, name, records: kind === 'data' ? attempts.flatMap(({ records }) => records) : [], ...(kind === 'undetermined' && undetermined ? { undetermined } : {}) }
  })
  return distinctAttempts(joined)
}

function partnerOf(one: Asked, at: number, alternatives: readonly Asked[]): readonly Asked[] {
  const same = alternatives.find(({ exchange }) => exchange.answeredBy?.device === one.exchange.answeredBy?.device)
  const partner = same ?? alternatives[Math.min(at, alternatives.length - 1)]
  return partner ? [partner] : []
}

export const attemptKey = ({ kind, name, records }: Attempt): string => [kind, kind === 'data' ? name : '', ...addressesOf(records).map(({ address }) => address).sort()].join(' ')

export const distinctAttempts = <Item extends Attempt>(attempts: readonly Item[]): readonly Item[] => distinct(attempts, attemptKey, first => first)

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
  const together = first.flatMap(one => others.reduce<readonly (readonly Asked[])[]>(
    (groups, alternatives) => groups.flatMap(group => partnersOf(one, alternatives).map(partner => [...group, partner])), [[one]],
  ))
  return distinctAttempts(together.map((group): Attempt => {
    const attempts = group.map(asked => attemptOf(name, asked))
    const kind = join(attempts)
    const undetermined = attempts.find(attempt => attempt.undetermined)?.undetermined
    return { kind, name, records: kind === 'data' ? attempts.flatMap(({ records }) => records) : [], ...(kind === 'undetermined' && undetermined ? { undetermined } : {}) }
  }))
}

/** What may come of the other question beside this: whatever the same instance says, each query taking its own way behind it. */
function partnersOf(one: Asked, alternatives: readonly Asked[]): readonly Asked[] {
  const same = alternatives.filter(({ exchange }) => exchange.answeredBy?.device === one.exchange.answeredBy?.device)
  return same.length > 0 ? same : alternatives
}

export const attemptKey = ({ kind, name, records }: Attempt): string => [kind, kind === 'data' ? name : '', ...addressesOf(records).map(({ address }) => address).sort()].join(' ')

export const distinctAttempts = <Item extends Attempt>(attempts: readonly Item[]): readonly Item[] => distinct(attempts, attemptKey, first => first)

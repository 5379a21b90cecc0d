import type { ResourceRecord } from '@/lib/network/name-server'
import type { LookupOutcome, ResolverError, StubQuery, Undetermined } from '@/lib/network/resolution'

/** What an application gets from getaddrinfo(3), and how it came to it. */
export interface Final {
  readonly outcome: LookupOutcome
  /** What getaddrinfo(3) returns; null: success. */
  readonly error: ResolverError | null
  /** The name that was answered, or asked last. */
  readonly name: string
  readonly records: readonly ResourceRecord[]
  /** Every query that left, in order, repetitions too. */
  readonly queries: readonly StubQuery[]
  /** Seconds spent waiting for silent servers. */
  readonly waitedSeconds: number
  readonly undetermined?: Undetermined
}

/** Why a name could not be asked to an end. The one that was met first stands for several, a closed port least. */
export type Failure = 'SERVFAIL' | 'REFUSED' | 'NOTIMP' | 'FORMERR' | 'timeout' | 'closed'

export const outcomeOf = (failure: Failure): LookupOutcome => (failure === 'closed' ? 'timeout' : failure)

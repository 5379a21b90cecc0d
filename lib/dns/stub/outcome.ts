import { addressesOf, recordsFor } from '@/lib/dns/response'
import type { Asked } from '@/lib/dns/served'
import type { ResourceRecord } from '@/lib/network/name-server'
import type { LookupOutcome, Undetermined } from '@/lib/network/resolution'

/** What one question to one server came to. `closed`: the packet was refused. */
export type Kind = 'data' | 'nodata' | 'nxdomain' | 'servfail' | 'refused' | 'notimp' | 'timeout' | 'closed' | 'undetermined'

/** What one name came to, over the types and servers asked. */
export interface Attempt {
  readonly kind: Kind
  readonly name: string
  readonly records: readonly ResourceRecord[]
  readonly undetermined?: Undetermined
}

/** What the application gets. */
export interface Final extends Attempt { readonly outcome: LookupOutcome }

export function attemptOf(name: string, asked: Asked): Attempt {
  const { response, failure, undetermined } = asked.exchange
  if (!response) return { kind: undetermined ? 'undetermined' : failure === 'timeout' ? 'timeout' : 'closed', name, records: [], ...(undetermined ? { undetermined } : {}) }
  switch (response.rcode) {
    case 'NOERROR': {
      const records = recordsFor(name, response.answers)
      return { kind: addressesOf(records).length > 0 ? 'data' : 'nodata', name, records }
    }
    case 'NXDOMAIN': return { kind: 'nxdomain', name, records: [] }
    case 'SERVFAIL': return { kind: 'servfail', name, records: [] }
    case 'NOTIMP': return { kind: 'notimp', name, records: [] }
    case 'REFUSED': case 'FORMERR': case 'NOTZONE': return { kind: 'refused', name, records: [] }
  }
}

const OUTCOMES: Readonly<Record<Kind, LookupOutcome>> = {
  data: 'NOERROR', nodata: 'NODATA', nxdomain: 'NXDOMAIN', servfail: 'SERVFAIL', refused: 'REFUSED', notimp: 'NOTIMP', timeout: 'timeout', closed: 'timeout', undetermined: 'undetermined',
}

export const finalOf = (attempt: Attempt): Final => ({ ...attempt, outcome: OUTCOMES[attempt.kind] })

/** Whether a server settled the question, so that no other is asked. */
export const isConclusive = (kind: Kind): boolean => kind === 'data' || kind === 'nodata' || kind === 'nxdomain' || kind === 'undetermined'

import { dotsIn, isNameLong, normaliseName } from '@/lib/dns/names'
import type { ResourceRecord } from '@/lib/network/name-server'
import type { LookupOutcome, ResolverError } from '@/lib/network/resolution'
import { outcomeOf } from '@/lib/dns/stub/outcome'
import { hasAnswers } from '@/lib/dns/stub/reply'
import { send, type Answers } from './send'
import { hasOption, type GlibcState } from './state'

/** What a name came to: records, or the `h_errno` of glibc with what stands behind it. */
export type Named =
  | { readonly type: 'found'; readonly name: string; readonly records: readonly ResourceRecord[] }
  | { readonly type: 'failed'; readonly error: ResolverError; readonly outcome: LookupOutcome; readonly errno: 'refused' | 'other'; readonly invalid: 'yes' | 'no' }

type Failed = Extract<Named, { type: 'failed' }>

const failed = (error: ResolverError, outcome: LookupOutcome, more: Partial<Failed> = {}): Failed => ({ type: 'failed', error, outcome, errno: 'other', invalid: 'no', ...more })

/** Asks for one full name. An answer of either type is success. Source: glibc resolv/res_query.c __res_context_query. */
function query(state: GlibcState, name: string): Named {
  state.firstRcode = 'NOERROR'
  if (isNameLong(name)) return failed('EAI_NONAME', 'NXDOMAIN', { invalid: 'yes' })
  const answers = send(state, name)
  if (typeof answers === 'string') return failed('EAI_AGAIN', outcomeOf(state.failure), { errno: answers === 'refused' ? 'refused' : 'other' })
  if (answers.some(hasAnswers)) return { type: 'found', name, records: answers.flatMap(answer => (hasAnswers(answer) ? answer.answers : [])) }
  return failedBy(answers)
}

function failedBy([first, second = first]: Answers): Failed {
  const rcode = first.rcode === 'NOERROR' ? second.rcode : first.rcode
  switch (rcode) {
    case 'NXDOMAIN': return failed('EAI_NONAME', 'NXDOMAIN')
    case 'SERVFAIL': return failed('EAI_AGAIN', 'SERVFAIL')
    case 'NOERROR': return failed('EAI_NODATA', 'NODATA')
    case 'NOTIMP': return failed('EAI_NONAME', 'NOTIMP', { invalid: 'yes' })
    case 'FORMERR': return failed('EAI_NONAME', 'FORMERR', { invalid: 'yes' })
    case 'REFUSED': case 'NOTZONE': return failed('EAI_NONAME', 'REFUSED', { invalid: 'yes' })
  }
}

/**
 * Walks the search list. With `ndots` dots or a final dot the name is asked as it is first. NXDOMAIN, NODATA and (where that is the message
 * that came first) SERVFAIL lead on to the next domain; closed ports end the search, anything else leaves the rest of the list out. The name
 * as it is comes last, unless it was asked already or the list holds the root. If nothing is found, what the name itself came to when it was
 * asked first stands, else NODATA, SERVFAIL, or the last failure. Source: glibc resolv/res_query.c __res_context_search.
 */
export function search(state: GlibcState, asked: string): Named {
  const [name, dots, rooted] = [normaliseName(asked), dotsIn(asked), asked.endsWith('.')]
  const literal = dots >= state.resolver.ndots || rooted ? query(state, name) : null
  if (literal && (literal.type === 'found' || rooted || state.wire.unknown())) return literal
  const met: Met = { nodata: null, servfail: null, last: literal }
  const domains = state.resolver.search.map(normaliseName)
  for (const domain of domains) {
    const result = query(state, domain === '' ? name : `${name}.${domain}`)
    if (result.type === 'found' || result.errno === 'refused' || state.wire.unknown()) return result
    if (goesOn(state, result, met) === 'no') break
  }
  const leftOut = dots === 0 && domains.length > 0 && hasOption(state.resolver, 'no-tld-query')
  if (!literal && !domains.includes('') && !leftOut) {
    const result = query(state, name)
    if (result.type === 'found') return result
    met.last = result
  }
  return literal ?? met.nodata ?? met.servfail ?? met.last ?? failed('EAI_NONAME', 'NXDOMAIN')
}

interface Met { nodata: Failed | null; servfail: Failed | null; last: Failed | null }

/** Remembers a failure; whether the next domain is tried. */
function goesOn(state: GlibcState, result: Failed, met: Met): 'yes' | 'no' {
  met.last = result
  if (result.error === 'EAI_NODATA') met.nodata = result
  if (result.error === 'EAI_NODATA' || (result.error === 'EAI_NONAME' && result.invalid === 'no')) return 'yes'
  if (result.error !== 'EAI_AGAIN' || state.firstRcode !== 'SERVFAIL') return 'no'
  met.servfail = result
  return 'yes'
}

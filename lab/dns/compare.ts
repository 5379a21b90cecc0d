import type { ServerAnswer } from '@/lib/dns/query'
import type { Response } from '@/lib/network/resolution'
import type { RealRecord, RealReply } from './message'

/** What a comparison came to. `undetermined`: the engine says that it does not model this, and why. */
export type Verdict =
  | { readonly type: 'agree'; readonly outcome: string }
  | { readonly type: 'differ'; readonly differences: readonly string[] }
  | { readonly type: 'undetermined'; readonly code: string }

/** What of a reply depends on the clock or on what was asked before, and is not compared. */
export interface Blurred {
  /** Behind a cache the time to live runs down, and what comes out of it is authoritative. Source: coredns plugin/cache/item.go toMsg. */
  readonly cached: boolean
}

/** Compares what the real server said with all that the engine says it may say: one of these it must be. */
export function compare(real: RealReply | null, expected: readonly ServerAnswer[], blurred: Blurred): Verdict {
  const [unknown] = expected.flatMap(({ undetermined }) => undetermined ?? [])
  if (unknown) return { type: 'undetermined', code: [unknown.code, ...Object.values(unknown.facts ?? {})].join(' ') }
  const attempts = expected.map(({ response }) => differencesOf(real, response, blurred))
  const [least] = [...attempts].sort((a, b) => a.length - b.length)
  if (!least) return { type: 'differ', differences: ['the engine has no such server'] }
  return least.length === 0 ? { type: 'agree', outcome: outcomeOf(real) } : { type: 'differ', differences: least }
}

/** In the words of section 6 of the design: NODATA is NOERROR without data. */
export function outcomeOf(reply: Pick<RealReply, 'rcode' | 'answers'> | null): string {
  if (!reply) return 'silent'
  return reply.rcode === 'NOERROR' && reply.answers.length === 0 ? 'NODATA' : reply.rcode
}

function differencesOf(real: RealReply | null, engine: Response | null, blurred: Blurred): readonly string[] {
  if (!real || !engine) return !real && !engine ? [] : [`real ${outcomeOf(real)}, engine ${outcomeOf(engine)}`]
  if (real.rcode !== engine.rcode) return [`rcode: real ${real.rcode}, engine ${engine.rcode}`, ...sectionDifference('answers', real.answers, engine.answers, blurred)]
  return [
    ...(real.flags.aa === engine.authoritative || (blurred.cached && real.flags.aa) ? [] : [`aa: real ${real.flags.aa}, engine ${engine.authoritative}`]),
    ...(real.flags.ra === (engine.recursionAvailable ?? false) ? [] : [`ra: real ${real.flags.ra}, engine ${engine.recursionAvailable ?? false}`]),
    ...sectionDifference('answers', real.answers, engine.answers, blurred),
    ...sectionDifference('authority', real.authority, engine.authority, blurred),
    ...sectionDifference('additional', real.additional.filter(record => !tellsPort(record)), engine.additional, blurred),
    ...(targetsFollow(real.answers) && !targetsFollow(engine.answers) ? ['an alias stands behind the records of its target'] : []),
  ]
}

/** As sets: the order is a matter of loadbalance and of hash tables, and what stands twice says no more. */
function sectionDifference(section: string, real: readonly RealRecord[], engine: readonly RealRecord[], blurred: Blurred): readonly string[] {
  const [here, there] = [real, engine].map(records => [...new Set(records.map(record => written(record, blurred)))].sort())
  return JSON.stringify(here) === JSON.stringify(there) ? [] : [`${section}: real [${here?.join(', ')}], engine [${there?.join(', ')}]`]
}

function written({ name, type, ttlSeconds, data }: RealRecord, { cached }: Blurred): string {
  return [name, ...(cached ? [] : [ttlSeconds]), type, type === 'SOA' ? withoutSerial(data) : data].join(' ')
}

/** The client's port, which its system chose. Source: coredns plugin/whoami/whoami.go. */
const tellsPort = ({ type, data }: RealRecord): boolean => type === 'SRV' && /^0 0 \d+ $/.test(data)

/** The kubernetes plugin's serial is a time. Source: coredns plugin/kubernetes/kubernetes.go Serial. */
const withoutSerial = (data: string): string => data.replace(/^(ns\.dns\.\S+ \S+) \d+/, '$1 *')

const targetsFollow = (records: readonly RealRecord[]): boolean =>
  records.every((record, at) => record.type !== 'CNAME' || !records.slice(0, at).some(({ name }) => name === record.data))

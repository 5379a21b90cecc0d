import { isIpText, ip } from '@/lib/net/ip-address'
import { normaliseName } from '@/lib/dns/names'
import type { ResourceRecord } from '@/lib/network/name-server'
import type { Response } from '@/lib/network/resolution'
import type { ExpectedReply, RecordedRecord } from './forms'
import { differ, disagreements } from './kind'

/** How records are compared: whether the case of letters counts, and weights of SRV. */
export interface Comparing { readonly letters: 'any' | 'same'; readonly weights?: 'ignored' }

type Plain = readonly string[]

const nameIn = (text: string, { letters }: Comparing): string => (letters === 'same' ? text.replace(/\.$/, '') : normaliseName(text))

/** One record as words that are equal where the records are. */
function plain(record: { readonly name: string; readonly type: string; readonly data?: string | undefined; readonly mname?: string | undefined; readonly ttl?: number | undefined }, comparing: Comparing): Plain {
  const data = record.mname ?? record.data ?? ''
  const words = record.type === 'TXT' || record.type === 'SPF' ? [data] : data.split(' ').map(word => (isIpText(word) ? ip(word) : nameIn(word, comparing)))
  const weighed = record.type === 'SRV' && comparing.weights === 'ignored' ? words.map((word, at) => (at === 1 ? '*' : word)) : words
  return [nameIn(record.name, comparing), record.type, record.ttl === undefined ? '*' : String(record.ttl), ...weighed]
}

const ours = ({ name, type, data, ttlSeconds }: ResourceRecord, comparing: Comparing): Plain =>
  plain({ name, type, ttl: ttlSeconds, ...(type === 'SOA' ? { mname: data.split(' ')[0] ?? '' } : { data }) }, comparing)

/** `*` stands for any value, and an absent TTL too. */
const isSame = (expected: Plain, actual: Plain): boolean => expected.length === actual.length && expected.every((word, at) => word === '*' || word === actual[at])

const say = (records: readonly Plain[]): string => (records.length === 0 ? 'nothing' : [...records].map(record => record.join(' ')).sort().join(', '))

/** Records as a set. */
function compareSet(section: string, expected: readonly RecordedRecord[], actual: readonly ResourceRecord[], comparing: Comparing): string | null {
  const want = expected.map(record => plain(record, comparing))
  const got = actual.map(record => ours(record, comparing))
  const agrees = want.every(record => got.some(other => isSame(record, other))) && got.every(record => want.some(other => isSame(other, record)))
  return agrees ? null : `${section}: expected ${say(want)}; got ${say(got)}`
}

function compareList(expected: readonly RecordedRecord[], actual: readonly ResourceRecord[], comparing: Comparing): string | null {
  const [want, got] = [expected.map(record => plain(record, comparing)), actual.map(record => ours(record, comparing))]
  return want.length === got.length && want.every((record, at) => isSame(record, got[at] ?? [])) ? null : `answers in order: expected ${want.map(record => record.join(' ')).join(', ')}; got ${got.map(record => record.join(' ')).join(', ')}`
}

/** An alias must stand before the records of its target. */
function aliasesFirst(answers: readonly ResourceRecord[]): string | null {
  const late = answers.find((record, at) => record.type === 'CNAME' && answers.slice(0, at).some(before => before.name === record.data))
  return late ? `the alias ${late.name} stands behind its target` : null
}

/** A response against what a case expects; null where they agree. */
export function compareReply(expected: ExpectedReply, response: Response, comparing: Comparing): string | null {
  const { answers, authority, additional } = response
  const isEmpty = response.rcode === 'NOERROR' && answers.length === 0
  const isReferral = isEmpty && authority.some(({ type }) => type === 'NS')
  const accepted = expected.alsoAccept?.some(list => compareSet('answers', list, answers, comparing) === null) === true
  return disagreements(
    expected.rcode === undefined ? null : differ('rcode', expected.rcode, response.rcode),
    expected.answers === undefined || accepted ? null : compareSet('answers', expected.answers, answers, comparing),
    expected.answersOrdered === undefined ? null : compareList(expected.answersOrdered, answers, comparing),
    expected.additional === undefined ? null : compareSet('additional', expected.additional, additional, comparing),
    expected.authority === undefined ? null : compareSet('authority', expected.authority, authority, comparing),
    expected.nodata === undefined ? null : differ('NODATA', expected.nodata, isEmpty && !isReferral),
    expected.referral === undefined ? null : differ('referral', expected.referral, isReferral),
    expected.truncated === undefined ? null : differ('truncated', expected.truncated, response.truncated === true),
    expected.answerCount === undefined ? null : differ('number of answers', expected.answerCount, answers.length),
    expected.additionalCount === undefined ? null : differ('number of additional records', expected.additionalCount, additional.length),
    expected.targetPattern === undefined ? null : patternDiffers(expected.targetPattern, response),
    aliasesFirst(answers),
  )
}

function patternDiffers(pattern: string, { answers, additional }: Response): string | null {
  const names = [...answers.filter(({ type }) => type === 'SRV').map(({ data }) => data.split(' ')[3] ?? ''), ...additional.map(({ name }) => name)]
  const odd = names.find(name => !new RegExp(pattern).test(`${name}.`) && !new RegExp(pattern).test(name))
  return odd === undefined ? null : `the name ${odd} does not match ${pattern}`
}

import type { PluginResponse } from '@/lib/dns/response'
import type { ResourceRecord } from '@/lib/network/name-server'
import type { Rcode } from '@/lib/network/resolution'
import { replaced, type Match } from './match'
import type { Change } from './rule'

/** What is done to an answer. */
export type ResponseRule =
  | { readonly type: 'owner' | 'value'; readonly rename: (name: string) => string }
  | { readonly type: 'ttl'; readonly min: number; readonly max: number }
  | { readonly type: 'rcode'; readonly from: Rcode; readonly to: Rcode }
  | { readonly type: 'cname'; readonly match: Match; readonly to: string }

type NameChange = Extract<Change, { type: 'name' }>

/**
 * How a rule on names is turned back: for `exact` always, for the others with `answer auto`. The new name becomes the old one, in names below
 * it too; for `suffix` any name with the new suffix gets the old one. Explicit rules come before these. Source: coredns plugin/rewrite/name.go.
 */
export function backRules({ match, to, auto, answers }: NameChange, before: string, after: string): readonly ResponseRule[] {
  const explicit = answers.map((answer): ResponseRule => ({ type: answer.part, rename: name => replaced(answer.match, answer.to, name) ?? name }))
  if (match.kind !== 'exact' && auto === 'no') return explicit
  const rename = match.kind === 'suffix'
    ? (name: string) => (name.endsWith(to) ? name.slice(0, name.length - to.length) + match.text : name)
    : (name: string) => (name === after ? before : name.endsWith(`.${after}`) ? name.slice(0, name.length - after.length) + before : name)
  return [{ type: 'owner', rename }, { type: 'value', rename }, ...explicit]
}

/** Which word of a record's data is its value: the name that it leads to. Source: coredns plugin/rewrite/reverter.go getRecordValueForRewrite. */
const VALUES: Readonly<Record<string, number>> = { SRV: 3, MX: 1, CNAME: 0, NS: 0, DNAME: 0, NAPTR: 5, SOA: 0, PTR: 0 }

const named = (rename: (name: string) => string, name: string): string => rename(name === '' ? '.' : `${name}.`).replace(/\.$/, '')

/** The response after the rules, in the order given; aliases are the caller's matter. */
export function changed(response: PluginResponse, rules: readonly ResponseRule[]): PluginResponse {
  const change = (record: ResourceRecord) => rules.reduce(changeRecord, record)
  const rcode = rules.reduce((current, rule) => (rule.type === 'rcode' && rule.from === current ? rule.to : current), response.rcode)
  return { ...response, rcode, answers: response.answers.map(change), authority: response.authority.map(change), additional: response.additional.map(change) }
}

function changeRecord(record: ResourceRecord, rule: ResponseRule): ResourceRecord {
  switch (rule.type) {
    case 'owner': return { ...record, name: named(rule.rename, record.name) }
    case 'value': {
      const at = VALUES[record.type]
      return at === undefined ? record : { ...record, data: record.data.split(' ').map((word, position) => (position === at ? named(rule.rename, word) : word)).join(' ') }
    }
    case 'ttl': return { ...record, ttlSeconds: Math.min(Math.max(record.ttlSeconds, rule.min), rule.max) }
    case 'rcode': case 'cname': return record
  }
}

import { RCODES } from '@/lib/dns/plugins/rcodes'
import type { Directive } from '@/lib/corefile/types'
import { DATA_TYPES } from '@/lib/network/name-server'
import type { QueryClass, Rcode, RecordType } from '@/lib/network/resolution'
import { readAnswers, type AnswerOptions } from './answers'
import { absolute, isKind, readMatch, type Match } from './match'

/** One rule: what it changes in a question, or in the answer to one. */
export type Rule = { readonly then: 'stop' | 'continue' } & Change

export type Change =
  | ({ readonly type: 'name'; readonly match: Match; readonly to: string } & AnswerOptions)
  | { readonly type: 'type'; readonly from: RecordType; readonly to: RecordType }
  | { readonly type: 'class'; readonly from: QueryClass | 'IN'; readonly to: QueryClass | 'IN' }
  | { readonly type: 'ttl'; readonly match: Match; readonly min: number; readonly max: number }
  | { readonly type: 'rcode'; readonly match: Match; readonly from: Rcode; readonly to: Rcode }
  | { readonly type: 'cname'; readonly match: Match; readonly to: string }
  /** Options of EDNS0, which no answer here depends on. Without the option in the question `replace` does nothing. */
  | { readonly type: 'edns0'; readonly takes: 'always' | 'never' }

const TYPES: ReadonlySet<string> = new Set<string>([...DATA_TYPES, 'ANY', 'AXFR'])
const CLASSES: ReadonlySet<string> = new Set(['IN', 'CH', 'HS', 'NONE', 'ANY'])
const MAX_TTL = 2_147_483_647

/** Reads `rewrite [stop|continue] FIELD …`, or the same words in a block; undefined: not modelled. Source: coredns plugin/rewrite (rewrite.go, setup.go). */
export function readRule({ args, block }: Directive): Rule | undefined {
  const words = args.length < 2 ? [...args, ...(block ?? []).flatMap(line => [line.name, ...line.args])] : [...args]
  const first = words[0]?.toLowerCase()
  const then = first === 'continue' ? 'continue' : 'stop'
  if (first === 'continue' || first === 'stop') words.shift()
  const change = readChange(words.shift()?.toLowerCase() ?? '', words)
  return change && { then, ...change }
}

function readChange(field: string, words: readonly string[]): Change | undefined {
  const [first = '', second = ''] = words
  switch (field) {
    case 'name': return readName(words)
    case 'type': return TYPES.has(first.toUpperCase()) && TYPES.has(second.toUpperCase()) ? { type: 'type', from: first.toUpperCase() as RecordType, to: second.toUpperCase() as RecordType } : undefined
    case 'class': return CLASSES.has(first.toUpperCase()) && CLASSES.has(second.toUpperCase()) ? { type: 'class', from: first.toUpperCase() as QueryClass, to: second.toUpperCase() as QueryClass } : undefined
    case 'edns0': return { type: 'edns0', takes: words.includes('replace') ? 'never' : 'always' }
    case 'ttl': return readTtl(words)
    case 'rcode': return readRcode(words)
    case 'cname': return readCname(words)
    default: return undefined
  }
}

/** A kind of match where one is written, else `exact`; with the words behind it. */
function matchOf(words: readonly string[], values: number): { readonly match: Match; readonly rest: readonly string[] } | undefined {
  const kind = words[0]?.toLowerCase() ?? ''
  const named = words.length > values + 1
  if (named && !isKind(kind)) return undefined
  const rest = named ? words.slice(1) : words
  const match = readMatch(named && isKind(kind) ? kind : 'exact', rest[0] ?? '')
  return match && { match, rest: rest.slice(1) }
}

function readName(words: readonly string[]): Change | undefined {
  const read = matchOf(words, 1)
  const [to, ...options] = read?.rest ?? []
  const answers = readAnswers(options)
  return read && to !== undefined && answers ? { type: 'name', match: read.match, to: absolute(to), ...answers } : undefined
}

function readTtl(words: readonly string[]): Change | undefined {
  const read = matchOf(words, 1)
  const [, min = '', dash, max = ''] = /^(\d*)(-?)(\d*)$/.exec(read?.rest[0] ?? '') ?? []
  if (!read || min + max === '') return undefined
  return { type: 'ttl', match: read.match, min: Number(min), max: dash === '-' ? (max === '' ? MAX_TTL : Number(max)) : Number(min) }
}

function readRcode(words: readonly string[]): Change | undefined {
  const read = matchOf(words, 2)
  const [from, to] = (read?.rest ?? []).map(word => RCODES.get(word.toUpperCase()))
  return read && from && to ? { type: 'rcode', match: read.match, from, to } : undefined
}

/** Texts other than exact ones stay as written, but for their case. */
function readCname(words: readonly string[]): Change | undefined {
  const named = words.length === 3
  const kind = named ? words[0]?.toLowerCase() ?? '' : 'exact'
  const [from = '', to = ''] = (named ? words.slice(1) : words).map(word => word.toLowerCase())
  if (!isKind(kind) || from === '' || to === '') return undefined
  if (kind === 'exact') return { type: 'cname', match: { kind, text: absolute(from) }, to: absolute(to) }
  const match = kind === 'regex' ? readMatch(kind, from) : { kind, text: from } as const
  return match && { type: 'cname', match, to }
}

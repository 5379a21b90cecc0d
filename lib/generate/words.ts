import type { Design } from '@/lib/design/design'
import type { Random } from './random'

/** What every word becomes: ids, and what elements are called. */
export type Words = ReadonlyMap<string, string>

const CONSONANTS = 'bdfgklmnprstvz'
const VOWELS = 'aeiou'
const SYLLABLES = 4

/** New words for old ones, in an order of their own or in that of the old ones. None of them occurs in `taken`. */
export function newWords(old: readonly string[], taken: string, random: Random, order: 'shuffled' | 'kept'): Words {
  const made = new Set<string>()
  while (made.size < old.length) {
    const word = Array.from({ length: SYLLABLES }, () => `${CONSONANTS[random.below(CONSONANTS.length)]}${VOWELS[random.below(VOWELS.length)]}`).join('')
    if (!taken.includes(word)) made.add(word)
  }
  const words = order === 'kept' ? [...made].sort() : [...made]
  return new Map([...new Set(old)].sort().map((word, n) => [word, words[n] ?? word]))
}

/** Ids and names of a design, its own name too, each once. */
export function wordsOf(design: Design): readonly string[] {
  const subjects = [...Object.entries(design.elements), ...Object.entries(design.links)]
  return [...new Set([design.name, ...subjects.flatMap(([id, { name }]) => (name === undefined ? [id] : [id, name]))])]
}

/** What DNS calls workloads and services: the first labels of their names. */
export function dnsWordsOf(design: Design): ReadonlySet<string> {
  return new Set(Object.entries(design.elements).flatMap(([id, { kind, name }]) => (kind === 'workload' || kind === 'service' ? [name ?? id] : [])))
}

const TOKEN = /[A-Za-z0-9_][A-Za-z0-9_-]*/g
const DOTTED = /[A-Za-z0-9_][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_][A-Za-z0-9_-]*)+/g

/** Replaces each word of a text that is one of `words`, also as a part between dashes (`cassandra-0`, `allow-web-all`): the longest that fits. */
export function replaceWords(text: string, words: Words): string {
  return text.replace(TOKEN, token => {
    const whole = words.get(token)
    if (whole !== undefined || !token.includes('-')) return whole ?? token
    const parts = token.split('-')
    const done: string[] = []
    for (let from = 0; from < parts.length;) {
      let to = parts.length
      while (to > from + 1 && !words.has(parts.slice(from, to).join('-'))) to--
      const part = parts.slice(from, to).join('-')
      done.push(words.get(part) ?? part)
      from = to
    }
    return done.join('-')
  })
}

/** Replaces words only in names with dots, such as cassandra-0.cassandra.db.svc.cluster.local. */
export function replaceInNames(text: string, words: Words): string {
  return text.replace(DOTTED, name => replaceWords(name, words))
}

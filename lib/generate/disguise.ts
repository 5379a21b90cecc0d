import type { MechanismSchemas } from '@/lib/design/attachment'
import type { Design } from '@/lib/design/design'
import { renameIds } from '@/lib/design/rename'
import { isRecord } from '@/lib/design/walk-fields'
import { mapAddresses, prefixesIn } from './addresses-in-text'
import { randomFrom, type Random } from './random'
import { shiftOf } from './shift-addresses'
import { dnsWordsOf, newWords, replaceInNames, replaceWords, wordsOf, type Words } from './words'

export interface Disguised {
  readonly design: Design
  /** Puts an answer about the first design into the words and addresses of the disguised one. */
  readonly translate: (text: string) => string
  /**
   * For the answer about the disguised design: an id that is also a plain word (`internet`) is replaced here, too, so that both sides have lost the same.
   * Both lose the hashes in the names of a Deployment's pods.
   */
  readonly level: (text: string) => string
}

export interface DisguiseOptions {
  readonly seed: number
  readonly mechanisms: MechanismSchemas
  /** Whether the new ids sort as the old ones do. Addresses always do, inside of one block. */
  readonly order?: 'shuffled' | 'kept'
}

/**
 * The same design in other words: every id and name another, every address and prefix moved (in Corefiles and other texts, too), maps in another
 * order. An engine that answers by meaning answers the same: `translate(answer before)` equals `level(answer after)`.
 *
 * Kept: namespaces (unless one is also a name), domains, link-local and other addresses with a meaning of their own, the order of lists.
 */
export function disguise(design: Design, { seed, mechanisms, order = 'shuffled' }: DisguiseOptions): Disguised {
  const random = randomFrom(seed)
  const whole = JSON.stringify(design)
  const words = newWords(wordsOf(design), whole, random, order)
  const shift = shiftOf(prefixesIn(whole), random)
  const inDns: Words = new Map([...words].filter(([word]) => dnsWordsOf(design).has(word)))
  const inText = (text: string) => mapAddresses(replaceInNames(text, inDns), shift)
  const level = (text: string) => replaceWords(phrases(text, words), words).replace(POD_HASH, '-hash')
  const ids = new Map([...words].filter(([word]) => Object.hasOwn(design.elements, word) || Object.hasOwn(design.links, word)))
  const renamed = renameIds(design, ids, mechanisms)
  const subjects = <T>(part: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
    reorder(Object.fromEntries(Object.entries(part).map(([id, subject]) => [id, withNames(mapTexts(subject, inText), subject, { words, inDns }, random) as T])), random)
  return {
    design: {
      ...renamed, name: words.get(design.name) ?? design.name, elements: subjects(renamed.elements), links: subjects(renamed.links), layout: reorder(renamed.layout, random),
      assertions: renamed.assertions.map(assertion => mapTexts(assertion, inText) as typeof assertion),
    },
    translate: text => mapAddresses(level(text), shift),
    level,
  }
}

/** What Kubernetes adds to the names of a Deployment's pods: made from the name, so another name has another. */
const POD_HASH = /-[a-z0-9]{8,10}-[a-z0-9]{5}(?![a-z0-9-])/g

/** Names and namespaces are words of their own, not texts. */
function withNames(mapped: unknown, original: unknown, { words, inDns }: { readonly words: Words; readonly inDns: Words }, random: Random): unknown {
  if (!isRecord(mapped) || !isRecord(original)) return mapped
  const named = Object.fromEntries(([['name', words], ['namespace', inDns]] as const).flatMap(([key, known]) => {
    const value = original[key]
    return typeof value === 'string' ? [[key, known.get(value) ?? value]] : []
  }))
  return reorder({ ...mapped, ...named }, random)
}

function reorder<T>(record: Readonly<Record<string, T>>, random: Random): Readonly<Record<string, T>> {
  return Object.fromEntries(random.shuffle(Object.entries(record)))
}

/** Every text inside a value, keys of maps included. */
function mapTexts(value: unknown, map: (text: string) => string): unknown {
  if (typeof value === 'string') return map(value)
  if (Array.isArray(value)) return value.map(item => mapTexts(item, map))
  return isRecord(value) ? Object.fromEntries(Object.entries(value).map(([key, item]) => [map(key), mapTexts(item, map)])) : value
}

/** Names of several words are replaced whole. */
function phrases(text: string, words: Words): string {
  return [...words].filter(([word]) => !/^[\w-]+$/.test(word)).reduce((done, [word, other]) => done.replaceAll(word, other), text)
}

import { own } from '@/lib/net/own'
import type { Code } from '@/lib/network/ids'
import type { Facts } from '@/lib/network/route'
import type { Catalogue } from './catalogue'
import { ENGLISH } from './english'
import type { Words } from './story'
import { code as machine } from './words'

const PLACEHOLDER = /\{([a-zA-Z]+)\}/

/** A template with its facts put in. A fact that is missing is called by its name: "the table". */
export function fill(template: string, facts: Facts): Words {
  return template.split(PLACEHOLDER).flatMap((part, at) => {
    if (at % 2 === 0) return part === '' ? [] : [part]
    const fact = own(facts, part)
    return fact === undefined ? [`the ${part}`] : [machine(fact)]
  })
}

const complete = (template: string, facts: Facts): boolean =>
  template.split(PLACEHOLDER).every((part, at) => at % 2 === 0 || Object.hasOwn(facts, part))

/**
 * The mechanism's sentence where its facts are known, else the generic one, else whichever there is; null for a code without a sentence.
 * A sentence that says one of the facts in `saying` goes before one that does not.
 */
export function sentenceFor(code: Code, facts: Facts, catalogue: Catalogue, saying: readonly string[] = []): Words | null {
  const candidates = [catalogue.sentences[code], ENGLISH[code]].filter(template => template !== undefined)
  const known = candidates.filter(candidate => complete(candidate, facts))
  const template = known.find(candidate => saying.some(fact => candidate.includes(`{${fact}}`))) ?? known[0] ?? candidates[0]
  return template === undefined ? null : fill(template, facts)
}

/** The last part of a code as words: `route.not-propagated` is "not propagated". */
export const wordsOfCode = (code: string): string => code.slice(code.indexOf('.') + 1).replaceAll('-', ' ')

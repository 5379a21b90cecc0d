import type { Code } from '@/lib/network/ids'
import type { Mechanism } from './types'

/**
 * The English sentences of all mechanisms by code. Where mechanisms share a code and disagree on its words, none of them may speak for the
 * others: the code is left out and keeps its generic sentence.
 */
export function mergeSentences(mechanisms: readonly Mechanism[]): Mechanism['sentences'] {
  const merged = new Map<string, string>()
  const disputed = new Set<string>()
  for (const { sentences } of mechanisms) {
    for (const [code, sentence] of Object.entries(sentences)) {
      if (sentence === undefined) continue
      if ((merged.get(code) ?? sentence) !== sentence) disputed.add(code)
      merged.set(code, sentence)
    }
  }
  return Object.fromEntries([...merged].filter(([code]) => !disputed.has(code))) as Readonly<Partial<Record<Code, string>>>
}

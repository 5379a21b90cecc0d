import { readRegex } from '@/lib/dns/plugins/regex'
import { absolute, type Match } from './match'

/** What a rule on names does to the answer. */
export interface AnswerOptions {
  readonly auto: 'yes' | 'no'
  readonly answers: readonly { readonly part: 'owner' | 'value'; readonly match: Match; readonly to: string }[]
}

/** Reads `[answer] auto`, `[answer] name REGEX TO`, `[answer] value REGEX TO`, repeatedly; null where that is not what stands there. Source: coredns plugin/rewrite/name.go parseAnswerRules. */
export function readAnswers(words: readonly string[]): AnswerOptions | null {
  const answers: AnswerOptions['answers'][number][] = []
  let auto: AnswerOptions['auto'] = 'no'
  const left = [...words]
  if (left.length > 0 && left[0] !== 'answer') return null
  while (left.length > 0) {
    if (left[0] === 'answer') left.shift()
    const what = left.shift()
    if (what === 'auto') {
      auto = 'yes'
      continue
    }
    const pattern = readRegex(left.shift() ?? '(')
    const to = left.shift()
    if ((what !== 'name' && what !== 'value') || !pattern || to === undefined) return null
    answers.push({ part: what === 'name' ? 'owner' : 'value', match: { kind: 'regex', pattern }, to: absolute(to) })
  }
  return { auto, answers }
}

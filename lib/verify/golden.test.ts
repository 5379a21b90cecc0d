import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { readQuestions } from '@/lib/ask/read-question'
import { parseDesign } from '@/lib/design/parse'
import type { Design } from '@/lib/design/design'
import { EXAMPLES, exampleText, type Example } from '@/lib/examples/index'
import { sayProblem } from '@/lib/explain/problem'
import { tellStory } from '@/lib/explain/tell'
import { printStory } from '@/lib/explain/text'
import { disguise } from '@/lib/generate/disguise'
import { mergeSentences } from '@/lib/mechanisms/catalogue'
import { MECHANISMS } from '@/lib/mechanisms/index'
import { answerQuestion } from './answer'
import { prepare } from './prepare'

const catalogue = { sentences: mergeSentences(MECHANISMS), labelOf: (element: string) => element }

function read(example: Example): Design {
  const parsed = parseDesign(example.text, { source: example.file, mechanisms: MECHANISMS, load: exampleText })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
  return parsed.value
}

/** Everything the example says: its problems, and the whole answer to each of its assertions. */
function told(design: Design): readonly string[] {
  const { view, network, problems } = prepare(design, MECHANISMS)
  return [
    ...problems.map(problem => `${problem.severity}: ${problem.element}: ${sayProblem(problem, catalogue)}`),
    ...design.assertions.flatMap(assertion => {
      const questions = readQuestions(assertion, view, network)
      if (!questions.ok) return [questions.error]
      return questions.value.map(question => printStory(tellStory(answerQuestion(question, network), network, catalogue)).trimEnd())
    }),
  ]
}

describe('each example answers as its golden file says (PODWAY_BLESS=1 writes them anew)', () => {
  it.each(EXAMPLES.map(example => ({ name: example.id, example })))('$name', ({ example }) => {
    const file = path.join(process.cwd(), 'lib/examples', `${example.id}.expected.txt`)
    const now = `${told(read(example)).join('\n\n')}\n`
    if (process.env['PODWAY_BLESS'] === '1') writeFileSync(file, now)
    expect(existsSync(file), `${file} is missing`).toBe(true)
    expect(now).toBe(readFileSync(file, 'utf8'))
  })
})

/** Space is layout: columns move with the length of ids. */
const squeezed = (text: string) => text.replace(/ {2,}/g, '  ')

describe('other ids, other ranges, another order of the file: the same answers in other words', () => {
  it.each(EXAMPLES.map(example => ({ name: example.id, example })))('$name', ({ example }) => {
    const design = read(example)
    for (const seed of [1, 2, 3, 4]) {
      const disguised = disguise(design, { seed, mechanisms: MECHANISMS })
      const before = told(design).map(text => squeezed(disguised.translate(text)))
      const after = told(disguised.design).map(text => squeezed(disguised.level(text)))
      expect(after).toEqual(before)
    }
  })
})

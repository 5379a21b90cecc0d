import type { Card, FromWorker } from '@/components/editor/protocol'
import { EXAMPLES } from '@/lib/examples/index'
import { layoutDesign } from '@/lib/layout/layout'
import { MECHANISMS } from '@/lib/mechanisms/index'
import { prepare } from '@/lib/verify/prepare'
import { answered, told } from './answering'
import { CATALOGUE } from './catalogue'
import { askedBy } from './endpoints'
import { introductionOf, readDesign } from './read'

/** Names and introductions; a file that is no design shows as such. */
export function cardsOf(): readonly Card[] {
  return EXAMPLES.map(({ id, text }) => {
    const read = readDesign({ type: 'example', id })
    return { id, name: read.ok ? read.value.name : id, shows: read.ok ? introductionOf(text) : (read.error[0] ?? '') }
  })
}

/** The drawing of one example. */
export function thumbnailOf(id: string): FromWorker | null {
  const read = readDesign({ type: 'example', id })
  return read.ok ? { type: 'thumbnail', id, drawing: layoutDesign(read.value) } : null
}

/** How the first assertion of one example ends. */
export function checkedOf(id: string): FromWorker | null {
  const read = readDesign({ type: 'example', id })
  if (!read.ok) return null
  const prepared = prepare(read.value, MECHANISMS)
  const asserted = read.value.assertions[0]
  if (asserted === undefined) return { type: 'checked', id, first: null, problems: prepared.problems.length }
  const question = askedBy(asserted)
  const answer = answered(question, prepared)
  if (!answer.ok) return { type: 'checked', id, first: null, problems: prepared.problems.length }
  const drawing = layoutDesign(read.value)
  const { story, ways } = told(question, answer.value, prepared, CATALOGUE, { drawing, folded: drawing })
  const blocked = story.blockers.flatMap(({ elements }) => elements)
  return { type: 'checked', id, problems: prepared.problems.length, first: { expected: asserted.expect, found: story.reachability, question, ways, blocked } }
}

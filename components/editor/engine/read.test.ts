import { expect, it } from 'vitest'
import { EXAMPLES } from '@/lib/examples/index'
import { introductionOf, readDesign } from './read'

it.each(EXAMPLES.map(({ id, text }) => ({ id, text })))('opens $id, and says what it shows', ({ id, text }) => {
  expect(readDesign({ type: 'example', id })).toMatchObject({ ok: true })
  expect(introductionOf(text)).toMatch(/^[A-Z].*[.:]/)
})

it('refuses an example that does not exist, and a text that is no design, in a sentence', () => {
  expect(readDesign({ type: 'example', id: 'nothing' })).toEqual({ ok: false, error: ['There is no design "nothing" here.'] })
  expect(readDesign({ type: 'text', text: 'podway: [' })).toMatchObject({ ok: false, error: [expect.stringContaining('this text')] })
})

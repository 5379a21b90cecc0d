import { expect, it } from 'vitest'
import { designIn, linkTo } from './linking'
import { readDesign } from './read'

const read = readDesign({ type: 'example', id: 'cassandra-aws-gcp' })
if (!read.ok) throw new Error(read.error.join())

it('a link opens as the design that it was made of', async () => {
  const link = await linkTo(read.value)
  expect(link.ok ? await designIn(link.fragment) : link).toEqual({ ok: true, value: read.value })
})

it('what is no link is told in a sentence', async () => {
  expect(await designIn('p1.nothing')).toEqual({ ok: false, error: [expect.stringMatching(/^This /)] })
})

import { describe, expect, it } from 'vitest'
import { exampleText, loadExample } from '@/lib/examples/index'
import { disguise } from '@/lib/generate/disguise'
import { MECHANISMS } from '@/lib/mechanisms/index'
import { encodeLink } from './encode'
import { parsed } from './given.fixture'
import type { Design } from '@/lib/design/design'

const charactersOf = (design: Design) => { const link = encodeLink(design); return link.ok ? link.value.characters : Infinity }

/** Mail cuts at 2,048 characters, Slack at 4,000 (PRODUCT.md, "Links"). */
describe('a design of two clouds fits into a mail', () => {
  const design = parsed(loadExample('cassandra-aws-gcp')?.text ?? '', 'cassandra-aws-gcp.design.yaml', exampleText)

  it('as it stands: under 2,000 characters', () => { expect(charactersOf(design)).toBeLessThan(2000) })

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('with every id renamed and every range shifted (seed %i): under 2,300', seed => {
    expect(charactersOf(disguise(design, { seed, mechanisms: MECHANISMS }).design)).toBeLessThan(2300)
  })

  it('and with a place and a size for every element: under 2,300', () => {
    const layout = Object.fromEntries(Object.keys(design.elements).map((id, n) => [id, { x: (n % 7) * 40, y: n * 20, w: 160 + (n % 3) * 80, h: 60 + (n % 5) * 20 }]))
    expect(charactersOf({ ...design, layout })).toBeLessThan(2300)
  })
})

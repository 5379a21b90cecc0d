import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Design } from '@/lib/design/design'
import { parseDesignValue } from '@/lib/design/parse-value'
import { writeDesign } from '@/lib/design/write'
import { EXAMPLES, exampleText, loadExample } from '@/lib/examples/index'
import { disguise } from '@/lib/generate/disguise'
import { changes, vary } from '@/lib/generate/vary'
import { MECHANISMS } from '@/lib/mechanisms/index'
import { decodeLink } from './decode'
import { linkOf, parsed, SMALL } from './given.fixture'

const examples = EXAMPLES.map(({ id, file, text }) => ({ id, design: parsed(text, file, exampleText) }))
const exampleDesign = (id: string): Design => parsed(loadExample(id)?.text ?? '', `${id}.design.yaml`, exampleText)
const small = parsed(SMALL)
const withNote = (note: string): Design => ({ ...small, elements: { ...small.elements, n1: { ...small.elements['n1'], note } as never } })
const withPlace = (place: { readonly x: number; readonly y: number; readonly w?: number; readonly h?: number }): Design => ({ ...small, layout: { web: place } })

describe('a link gives back the design that it was made of', () => {
  it.each(examples)('$id, and so it does in other words and addresses', ({ id, design }) => {
    expect(decodeLink(linkOf(design))).toEqual({ ok: true, value: design })
    const disguised = disguise(design, { seed: id.length, mechanisms: MECHANISMS }).design
    expect(decodeLink(linkOf(disguised))).toEqual({ ok: true, value: disguised })
  })

  it.each([
    { rule: 'without links, assertions, layout', design: { ...small, assertions: [], layout: {} } },
    { rule: 'with a layout on a grid', design: small },
    { rule: 'with a place left and above of its parent', design: withPlace({ x: -1, y: -3 }) },
    { rule: 'with a size without width', design: withPlace({ x: 0, y: 0, h: 8 }) },
    { rule: 'with places between the pixels', design: withPlace({ x: 0.1, y: -1e-7, w: 123456.5 }) },
    { rule: 'with a negative zero', design: withPlace({ x: -0, y: 4 }) },
    { rule: 'with a zero byte and an escape in a text', design: withNote('a\0b\u0001c') },
    { rule: 'with half of a character', design: withNote('\ud83d and \udc00') },
    { rule: 'with a byte order mark first', design: withNote('\ufeffx') },
    { rule: 'with a replacement character', design: withNote('\ufffd') },
    { rule: 'with other scripts', design: { ...small, name: '東京 🗼 Zürich' } },
    { rule: 'with a text that looks like an address written otherwise', design: withNote('010.1.1.1') },
    { rule: 'with a text that is an IPv6 prefix', design: withNote('2001:db8::/32') },
    { rule: 'with a text that is also an id', design: withNote('web') },
  ])('$rule', ({ design }) => { expect(decodeLink(linkOf(design))).toEqual({ ok: true, value: design }) })

  it('fields that are undefined are absent', () => {
    expect(decodeLink(linkOf({ ...small, elements: { ...small.elements, sub: { ...small.elements['sub'], zone: undefined } as never } }))).toEqual({ ok: true, value: small })
  })

  it('elements keep their order, and fields come in that of the format', () => {
    const turned: Design = { ...small, elements: Object.fromEntries(Object.entries(small.elements).reverse()) }
    const back = decodeLink(linkOf(turned))
    expect(back.ok && writeDesign(back.value)).toBe(writeDesign(turned))
    expect(linkOf({ ...small, elements: { ...small.elements, sub: { cidr: '10.1.1.0/24', parent: 'net', kind: 'subnet' } } })).toBe(linkOf(small))
  })

  it.each(['cassandra-aws-gcp', 'cassandra-aws-gcp-forwarding', 'two-peered-vpcs'])('for every valid variation of %s', id => {
    const base = exampleDesign(id)
    let valid = 0
    fc.assert(fc.property(changes, list => {
      const varied = parseDesignValue(vary(base, list), { source: 'varied', mechanisms: MECHANISMS })
      if (!varied.ok) return
      valid++
      expect(decodeLink(linkOf(varied.value))).toEqual(varied)
    }), { numRuns: 60, seed: 1 })
    expect(valid).toBeGreaterThan(10)
  })
})

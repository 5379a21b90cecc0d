import { describe, expect, it } from 'vitest'
import { SAMPLE_DESIGN, SAMPLE_MECHANISMS } from '@/lib/generate/sample-design'
import type { Design } from './design'
import { parseDesign } from './parse'
import { parseDesignValue } from './parse-value'

const options = { source: 'value', mechanisms: SAMPLE_MECHANISMS }
const sample = (() => { const parsed = parseDesign(SAMPLE_DESIGN, options); if (!parsed.ok) throw new Error('sample'); return parsed.value })()
const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)])
const withConfig = (config: unknown) => ({ ...sample, elements: { ...sample.elements, net: { ...sample.elements['net'], config } } })

describe('a plain value is checked as a file is', () => {
  it('what a file gives passes', () => { expect(parseDesignValue(sample, options)).toEqual({ ok: true, value: sample }) })
  it('what is undefined is absent', () => { expect(parseDesignValue({ ...sample, elements: { ...sample.elements, red: { kind: 'site', provider: 'red', region: undefined } } } as Design, options)).toEqual({ ok: true, value: sample }) })
  it.each([
    { rule: 'nothing', value: undefined, path: '', message: /expected here/ },
    { rule: 'a list', value: [], path: '', message: /A design is a map/ },
    { rule: 'a missing name', value: { podway: 1, elements: {} }, path: 'name', message: /The field name is missing/ },
    { rule: 'a wrong field', value: { ...sample, elements: { ...sample.elements, sub: { ...sample.elements['sub'], cidr: '10.1.1.1/24' } } }, path: 'elements.sub.cidr', message: /host bits/ },
    { rule: 'the topmost of two errors', value: { ...sample, elements: { a: { kind: 'site', provider: 1 }, b: { kind: 'site', provider: 2 } } }, path: 'elements.a.provider', message: /./ },
    { rule: 'a key of every object', value: withConfig(JSON.parse('{"__proto__": {"mode": "plain"}}')), path: 'elements.net.config', message: /The key __proto__ is not allowed/ },
    { rule: 'too deep', value: withConfig({ mode: nested(40) }), path: expect.stringMatching(/^elements\.net\.config\.mode\.0/), message: /nested more than 32 deep/ },
    { rule: 'infinity', value: { ...sample, layout: { net: { x: Infinity, y: 0 } } }, path: 'layout.net.x', message: /Infinite/ },
    { rule: 'a function', value: { ...sample, name: () => 'x' }, path: 'name', message: /expected here/ },
  ])('refused with its path: $rule', ({ value, path, message }) => {
    expect(parseDesignValue(value, options)).toEqual({ ok: false, error: expect.objectContaining({ path, message: expect.stringMatching(message), source: 'value' }) })
  })
})

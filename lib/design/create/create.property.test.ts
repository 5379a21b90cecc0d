import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compile } from '@/lib/compile/compile'
import type { Design } from '@/lib/design/design'
import { removeSubject } from '@/lib/design/edit'
import { formatDesignError } from '@/lib/design/error'
import { ELEMENT_KINDS, type ElementKind } from '@/lib/design/kinds/index'
import { parseDesign } from '@/lib/design/parse'
import { writeDesign } from '@/lib/design/write'
import { EXAMPLES, exampleText } from '@/lib/examples/index'
import { MECHANISMS } from '@/lib/mechanisms/index'
import { danglingReferences } from '@/lib/network/invariants'
import { connectElements, createElement, duplicateElements, moveElement } from './index'

const KINDS = Object.keys(ELEMENT_KINDS) as ElementKind[]
/** One gesture; numbers choose among what there is. */
interface Gesture { readonly does: 'create' | 'connect' | 'duplicate' | 'move' | 'remove'; readonly kind: ElementKind; readonly a: number; readonly b: number; readonly provider: 'aws' | 'gcp' | 'on-premises' }
const gesture = (...does: Gesture['does'][]): fc.Arbitrary<Gesture> =>
  fc.record({ does: fc.constantFrom(...does), kind: fc.constantFrom(...KINDS), a: fc.nat(10_000), b: fc.nat(10_000), provider: fc.constantFrom('aws', 'gcp', 'on-premises') })

/** What a gesture makes of a design; one that is refused changes nothing. */
function after(design: Design, { does, kind, a, b, provider }: Gesture): Design {
  const ids = Object.keys(design.elements)
  const one = ids[a % Math.max(1, ids.length)] ?? ''
  const other = ids[b % Math.max(1, ids.length)] ?? ''
  switch (does) {
    case 'create': {
      const holders = ids.filter(id => (ELEMENT_KINDS[kind].parents as readonly string[]).includes(design.elements[id]?.kind ?? ''))
      const parents = [...holders, ...((ELEMENT_KINDS[kind].parents as readonly string[]).includes('root') ? [null] : [])]
      const made = createElement(design, kind, parents[a % Math.max(1, parents.length)] ?? null, kind === 'site' ? { provider } : {})
      return made.ok ? made.value.design : design
    }
    case 'connect': {
      const ends = ids.filter(id => ['vpc', 'vpn-gateway', 'cloud-router', 'router'].includes(design.elements[id]?.kind ?? ''))
      const made = connectElements(design, ends[a % Math.max(1, ends.length)] ?? '', ends[b % Math.max(1, ends.length)] ?? '') 
      return made.ok ? made.value.design : design
    }
    case 'duplicate': { const made = duplicateElements(design, a % 3 === 0 ? [one, other] : [one], MECHANISMS); return made.ok ? made.value.design : design }
    case 'move': { const made = moveElement(design, one, other); return made.ok ? made.value : design }
    case 'remove': return removeSubject(design, one, MECHANISMS)
  }
}

/** What is wrong with a design, and the errors that compiling it finds. */
function faults(design: Design): { readonly wrong: readonly string[]; readonly errors: readonly string[] } {
  const parsed = parseDesign(writeDesign(design), { source: 'x.yaml', mechanisms: MECHANISMS })
  if (!parsed.ok) return { wrong: parsed.error.map(formatDesignError), errors: [] }
  const { network, problems } = compile(parsed.value, MECHANISMS)
  return { wrong: danglingReferences(network), errors: problems.filter(({ severity }) => severity === 'error').map(({ code, element, facts }) => `${code} ${element} ${JSON.stringify(facts)}`) }
}

const EMPTY: Design = { podway: 1, name: 'empty', elements: {}, links: {}, assertions: [], layout: {} }
const SITES: Design = { ...EMPTY, elements: { aws: { kind: 'site', provider: 'aws', region: 'eu-west-1' }, gcp: { kind: 'site', provider: 'gcp', region: 'europe-west4' }, 'vpc-1': { kind: 'vpc', parent: 'aws', cidrs: ['10.0.0.0/16'] }, 'vpc-2': { kind: 'vpc', parent: 'gcp' } } }
const OFFICE: Design = { ...EMPTY, elements: { office: { kind: 'site', provider: 'on-premises' }, lan: { kind: 'segment', parent: 'office', cidrs: ['192.168.1.0/24'] }, edge: { kind: 'router', parent: 'office', asn: 64512, interfaces: [{ segment: 'lan', addresses: ['192.168.1.1/24'] }] } } }
const example = (id: string): Design => {
  const parsed = parseDesign(EXAMPLES.find(one => one.id === id)?.text ?? '', { source: `${id}.design.yaml`, mechanisms: MECHANISMS, load: exampleText })
  if (!parsed.ok) throw new Error(id)
  return parsed.value
}
const starts = { empty: EMPTY, sites: SITES, cassandra: example('cassandra-aws-gcp'), peered: example('two-peered-vpcs'), office: OFFICE }
const start = fc.constantFrom(...(Object.keys(starts) as (keyof typeof starts)[]))

/** Errors that say what is still to be drawn, rather than that what was drawn is wrong. */
const UNFINISHED = ['gcp-vpn-gateway.no-router']

describe('any sequence of gestures', () => {
  it('that draw makes a valid design without errors', () => {
    fc.assert(fc.property(start, fc.array(gesture('create', 'create', 'create', 'connect', 'connect', 'duplicate'), { maxLength: 25 }), (from, gestures) => {
      let design: Design = starts[from]
      for (const one of gestures) design = after(design, one)
      const { wrong, errors } = faults(design)
      expect(wrong).toEqual([])
      expect(errors.filter(error => !UNFINISHED.some(code => error.startsWith(code)))).toEqual([])
    }), { numRuns: 120 })
  }, 120_000)
  it('with moves and removals makes a valid design', () => {
    fc.assert(fc.property(start, fc.array(gesture('create', 'create', 'connect', 'duplicate', 'move', 'move', 'remove'), { maxLength: 25 }), (from, gestures) => {
      let design: Design = starts[from]
      const before = JSON.stringify(design)
      for (const one of gestures) design = after(design, one)
      expect(faults(design).wrong).toEqual([])
      expect(JSON.stringify(starts[from])).toBe(before)
    }), { numRuns: 120 })
  }, 120_000)
})

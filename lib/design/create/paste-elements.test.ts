import { describe, expect, it } from 'vitest'
import type { Design } from '@/lib/design/design'
import { parseDesign } from '@/lib/design/parse'
import { parseDesignValue } from '@/lib/design/parse-value'
import { EXAMPLES } from '@/lib/examples/index'
import { MECHANISMS } from '@/lib/mechanisms/index'
import { withDescendants } from './descendants'
import { pasteElements, type Part } from './paste-elements'

function example(id: string): Design {
  const parsed = parseDesign(EXAMPLES.find(one => one.id === id)?.text ?? '', { source: 'lib/examples/x.yaml', mechanisms: MECHANISMS, load: path => EXAMPLES.find(({ file }) => path.endsWith(file))?.text })
  if (!parsed.ok) throw new Error(parsed.error.map(({ path, message }) => `${path}: ${message}`).join('\n'))
  return parsed.value
}
const EMPTY: Design = { podway: 1, name: 'empty', elements: {}, links: {}, assertions: [], layout: {} }
const peered = example('two-peered-vpcs')
const part = (design: Design, ...roots: readonly string[]): Part => {
  const inside = new Set(withDescendants(design, roots))
  const kept = <T>(all: Readonly<Record<string, T>>, keep: (id: string, value: T) => boolean) => Object.fromEntries(Object.entries(all).filter(([id, value]) => keep(id, value)))
  return { roots, elements: kept(design.elements, id => inside.has(id)), links: kept(design.links, (_, { ends }) => ends.every(end => inside.has(end))), layout: kept(design.layout, id => inside.has(id)) }
}
const pasted = (design: Design, given: Part, parent: string | null) => {
  const made = pasteElements(design, given, parent, MECHANISMS)
  if (!made.ok) throw new Error(made.error.message)
  const checked = parseDesignValue(made.value.design, { source: 'pasted', mechanisms: MECHANISMS })
  if (!checked.ok) throw new Error(`${checked.error.path}: ${checked.error.message}`)
  return made.value
}

describe('pasting', () => {
  it('a whole site into an empty design: everything in it, and the links between', () => {
    const { design, ids } = pasted(EMPTY, part(peered, 'aws'), null)
    expect(ids).toHaveLength(1)
    expect(Object.values(design.elements).map(({ kind }) => kind).toSorted()).toEqual(withDescendants(peered, ['aws']).map(id => peered.elements[id]?.kind).toSorted())
    expect(Object.values(design.links).map(({ kind }) => kind)).toEqual(Object.values(peered.links).map(({ kind }) => kind))
  })
  it('beside what it was copied from: no id and no range is shared', () => {
    const { design, ids: [copy = ''] } = pasted(peered, part(peered, 'vpc-a'), 'aws')
    expect(design.elements[copy]).toMatchObject({ kind: 'vpc', parent: 'aws' })
    expect(design.elements[copy]).not.toMatchObject({ cidrs: ['10.1.0.0/16'] })
    for (const [id, element] of Object.entries(peered.elements)) expect(design.elements[id], id).toEqual(element)
  })
  it('what it named outside is left out where that is not there', () => {
    const { design, ids: [copy = ''] } = pasted({ ...EMPTY, elements: { aws: { kind: 'site', provider: 'aws', region: 'eu-west-1' }, net: { kind: 'vpc', parent: 'aws', cidrs: ['10.9.0.0/16'] } } }, part(peered, 'subnet-a'), 'net')
    expect(design.elements[copy]).toMatchObject({ kind: 'subnet', parent: 'net' })
    expect(design.elements[copy]).not.toHaveProperty('routeTable', 'rt-a')
  })
  it('children keep their places inside; where the copy stands is left open', () => {
    const placed = { ...peered, layout: { 'vpc-a': { x: 1, y: 2 }, 'cluster-a': { x: 30, y: 40 } } }
    const { design, ids: [copy = ''] } = pasted(placed, part(placed, 'vpc-a'), 'aws')
    const added = Object.entries(design.layout).filter(([id]) => !Object.hasOwn(placed.layout, id))
    expect(added.map(([, place]) => place)).toEqual([{ x: 30, y: 40 }])
    expect(design.layout).not.toHaveProperty(copy)
  })
  it('gateways that are no texts, for the check to refuse', () => {
    const host = { kind: 'host', parent: 'office', segment: 'lan', address: '10.7.0.5', config: { gateways: [{ toString: false }] } }
    const given = { roots: ['office'], elements: { office: { kind: 'site', provider: 'on-premises' }, lan: { kind: 'segment', parent: 'office', cidrs: ['10.7.0.0/24'] }, host }, links: {}, layout: {} } as unknown as Part
    expect(pasteElements(EMPTY, given, null, MECHANISMS)).toMatchObject({ ok: true })
  })
  it.each([
    { name: 'where it may not stand', given: part(peered, 'subnet-a'), parent: 'aws', expected: 'A subnet stands in a vpc, not in a site.' },
    { name: 'nothing', given: { roots: [], elements: {}, links: {}, layout: {} }, parent: null, expected: 'What was copied is not a part of a drawing.' },
    { name: 'what is not even a clip', given: { roots: ['x'], elements: { x: null } } as unknown as Part, parent: null, expected: 'What was copied is not a part of a drawing.' },
    { name: 'what is no element', given: { roots: ['x'], elements: { x: { kind: 'site' } }, links: {}, layout: {} } as unknown as Part, parent: null, expected: 'What was copied is not a part of a drawing.' },
    { name: 'roots that are no texts', given: { roots: [{ toString: false }], elements: {}, links: {}, layout: {} } as unknown as Part, parent: null, expected: 'What was copied is not a part of a drawing.' },
    { name: 'what stands in nothing of the part', given: { ...part(peered, 'vpc-a'), roots: ['subnet-a'] }, parent: 'vpc-b', expected: 'What was copied is not a part of a drawing.' },
  ])('not $name', ({ given, parent, expected }) => expect(pasteElements(peered, given, parent, MECHANISMS)).toEqual({ ok: false, error: { message: expected } }))
})

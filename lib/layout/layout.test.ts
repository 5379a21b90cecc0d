import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDesign } from '@/lib/design/parse'
import { EXAMPLES, exampleText } from '@/lib/examples/index'
import { MECHANISMS } from '@/lib/mechanisms/index'
import type { Drawing } from './drawing'
import { sizedDesign } from './designs.fixture'
import { faultsOf, inside } from './faults.fixture'
import { layoutDesign } from './layout'
import { obstaclesOf } from './route/grid'
import { TWO_CLOUDS } from './two-clouds.fixture'

const elementsDrawn = (drawing: Drawing) => new Set<string>(drawing.boxes.map(box => box.element))

const EXAMPLE_DESIGNS = EXAMPLES.map(({ id, file, text }) => {
  const parsed = parseDesign(text, { source: `lib/examples/${file}`, mechanisms: MECHANISMS, load: exampleText })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
  return { name: id, design: parsed.value }
})

describe.each([{ name: 'the fixture', design: TWO_CLOUDS }, ...EXAMPLE_DESIGNS])('$name', ({ design }) => {
  it.each(['whole', 'folded'] as const)('has nothing on top of anything else, %s', form => expect(faultsOf(layoutDesign(design, form))).toEqual([]))
  it('draws every element that stands somewhere', () => expect([...elementsDrawn(layoutDesign(design))].sort()).toEqual(Object.keys(design.elements).sort()))
  it('draws every link', () => expect(layoutDesign(design).lines.flatMap(({ element }) => element ?? []).sort()).toEqual(Object.keys(design.links).sort()))
  it('is the same when the file is in another order', () => {
    const reordered = { ...design, elements: Object.fromEntries(Object.entries(design.elements).reverse()), links: Object.fromEntries(Object.entries(design.links).reverse()) }
    expect(layoutDesign(reordered)).toEqual(layoutDesign(design))
  })
})

it.each(['toString', 'valueOf'])('a provider called %s is written as it is', provider => {
  const { boxes } = layoutDesign({ podway: 1, name: '', elements: { here: { kind: 'site', provider } }, links: {}, assertions: [], layout: {} })
  expect(boxes[0]?.end).toBe(provider)
})

describe('the two clouds', () => {
  const drawing = layoutDesign(TWO_CLOUDS)
  const box = (id: string) => drawing.boxes.find(one => one.id === id) ?? expect.fail(`no box ${id}`)
  const line = (id: string) => drawing.lines.find(one => one.id === id) ?? expect.fail(`no line ${id}`)

  it('faces the clusters outwards and the gateways to each other', () => {
    expect(box('cluster-a').x).toBeLessThan(box('sg-a').x)
    expect(box('sg-a').x).toBeLessThan(box('vgw-a').x)
    expect(box('vgw-a').x).toBeLessThan(box('ha-vpn-b').x)
    expect(box('ha-vpn-b').x).toBeLessThan(box('fw-b').x)
    expect(box('fw-b').x).toBeLessThan(box('cluster-b').x)
  })
  it.each(['tunnel-1', 'tunnel-2', 'session-1', 'session-2'])('runs %s straight', id => expect(new Set(line(id).points.map(({ y }) => y)).size).toBe(1))
  it('keeps links apart from each other', () => expect(new Set(drawing.lines.filter(one => one.element !== null).map(one => one.points[0]?.y)).size).toBe(4))
  it('puts the internet between the sites, below the tunnels', () => {
    expect(box('internet').x).toBeGreaterThan(box('aws').x + box('aws').w)
    expect(box('internet').y).toBeGreaterThan(line('tunnel-2').points[0]?.y ?? 0)
  })
  it('draws a pod on its node, the NAT gateway in its subnet', () => {
    expect(box('cassandra-a/1').parent).toBe('node-a2')
    expect(box('nat-a').parent).toBe('public-a1')
  })
  it('runs no line across a card or the words of a strip', () => {
    const crossed = drawing.lines.flatMap(({ id, ends, points }) => obstaclesOf(drawing.boxes.filter(one => !ends.includes(one.id))).filter(rect => points.some((to, at) => {
      const from = points[at - 1] ?? to
      return Math.min(from.x, to.x) < rect.x + rect.w && Math.max(from.x, to.x) > rect.x && Math.min(from.y, to.y) < rect.y + rect.h && Math.max(from.y, to.y) > rect.y
    })).map(rect => `${id} crosses ${JSON.stringify(rect)}`))
    expect(crossed).toEqual([])
  })
  it('keeps a place that a person gave, and grows what is around it', () => {
    const moved = layoutDesign({ ...TWO_CLOUDS, layout: { 'sg-a': { x: 900, y: 30 } } })
    const at = (id: string) => moved.boxes.find(one => one.id === id) ?? expect.fail(`no box ${id}`)
    expect({ x: at('sg-a').x - at('vpc-a').x, y: at('sg-a').y - at('vpc-a').y }).toEqual({ x: 900, y: 30 })
    expect(inside(at('sg-a'), at('vpc-a'))).toBe(true)
  })
})

/** Designs of every size. */
const designs = fc.record({ sites: fc.integer({ min: 0, max: 5 }), vpcs: fc.integer({ min: 0, max: 3 }), subnets: fc.integer({ min: 1, max: 6 }), tables: fc.integer({ min: 0, max: 7 }), gateways: fc.integer({ min: 0, max: 3 }), nodes: fc.integer({ min: 0, max: 9 }), pods: fc.integer({ min: 0, max: 14 }), services: fc.integer({ min: 0, max: 8 }), internet: fc.boolean(), name: fc.string({ maxLength: 60 }) }).map(sizedDesign)

describe('any design', () => {
  it.each(['whole', 'folded'] as const)('is drawn with nothing on top of anything else, %s', form => {
    fc.assert(fc.property(designs, design => { expect(faultsOf(layoutDesign(design, form))).toEqual([]) }), { numRuns: 40 })
  })
  it('is drawn alike twice, in finite numbers', () => {
    fc.assert(fc.property(designs, design => {
      const drawing = layoutDesign(design)
      expect(layoutDesign(design)).toEqual(drawing)
      expect(drawing.lines.flatMap(({ points }) => points.flatMap(({ x, y }) => [x, y])).every(Number.isFinite)).toBe(true)
    }), { numRuns: 20 })
  })
})

import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Design, DesignElement } from '@/lib/design/design'
import { parseDesign } from '@/lib/design/parse'
import { EXAMPLES, exampleText } from '@/lib/examples/index'
import { MECHANISMS } from '@/lib/mechanisms/index'
import type { Box, Drawing } from './drawing'
import { layoutDesign } from './layout'
import { obstaclesOf } from './route/grid'
import { TWO_CLOUDS } from './two-clouds.fixture'

const overlap = (a: Box, b: Box) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h
const inside = (child: Box, parent: Box) => child.x >= parent.x && child.y >= parent.y && child.x + child.w <= parent.x + parent.w && child.y + child.h <= parent.y + parent.h
const pairs = (boxes: readonly Box[]) => boxes.flatMap((a, at) => boxes.slice(at + 1).map(b => [a, b] as const))

/** Siblings apart, children inside, gateways on a border; nothing has a size of zero. */
function faultsOf({ boxes }: Drawing): readonly string[] {
  const byId = new Map(boxes.map(box => [box.id, box]))
  const apart = pairs(boxes).filter(([a, b]) => a.parent === b.parent && overlap(a, b)).map(([a, b]) => `${a.id} overlaps ${b.id}`)
  const cards = boxes.filter(box => box.shape !== 'area')
  const covered = pairs(cards).filter(([a, b]) => overlap(a, b)).map(([a, b]) => `${a.id} covers ${b.id}`)
  const nested = boxes.flatMap(box => {
    const parent = box.parent === null ? undefined : byId.get(box.parent)
    if (parent === undefined || inside(box, parent)) return []
    return box.straddles && overlap(box, parent) ? [] : [`${box.id} stands outside ${parent.id}`]
  })
  const order = boxes.filter((box, at) => box.parent !== null && boxes.findIndex(({ id }) => id === box.parent) > at).map(({ id }) => `${id} stands before its parent`)
  const empty = boxes.filter(({ w, h }) => w < 10 || h < 10).map(({ id }) => `${id} has no size`)
  return [...new Set([...apart, ...covered, ...nested, ...order, ...empty])]
}

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

const some = (label: string, count: number, make: (id: string, at: number) => DesignElement) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`${label}-${at}`, make(`${label}-${at}`, at)]))

/** Designs of every size, right in their parents and references, wild in everything else. */
const designs = fc.record({ sites: fc.integer({ min: 0, max: 5 }), vpcs: fc.integer({ min: 0, max: 3 }), subnets: fc.integer({ min: 1, max: 6 }), tables: fc.integer({ min: 0, max: 7 }), gateways: fc.integer({ min: 0, max: 3 }), nodes: fc.integer({ min: 0, max: 9 }), pods: fc.integer({ min: 0, max: 14 }), services: fc.integer({ min: 0, max: 8 }), internet: fc.boolean(), name: fc.string({ maxLength: 60 }) })
  .map(({ sites, vpcs, subnets, tables, gateways, nodes, pods, services, internet, name }): Design => {
    const elements: Record<string, DesignElement> = internet ? { internet: { kind: 'internet' }, dns: { kind: 'name-server', parent: 'internet', address: '192.0.2.53' } } : {}
    const ends: string[] = []
    for (let site = 0; site < sites; site++) {
      elements[`s${site}`] = { kind: 'site', provider: site % 2 ? 'gcp' : 'on-premises', ...(name === '' ? {} : { name }) }
      for (let vpc = 0; vpc < vpcs; vpc++) {
        const id = `s${site}v${vpc}`
        Object.assign(elements, { [id]: { kind: 'vpc', parent: `s${site}` } },
          some(`${id}sub`, subnets, (_, at) => ({ kind: 'subnet', parent: id, cidr: '10.0.0.0/24', ...(at < tables ? { routeTable: `${id}rt-${at}` } : {}) })),
          some(`${id}rt`, tables, () => ({ kind: 'route-table', parent: id })),
          some(`${id}gw`, gateways, () => ({ kind: 'vpn-gateway', parent: id, addresses: ['192.0.2.1'] })),
          some(`${id}nat`, gateways, (_, at) => ({ kind: 'nat-gateway', parent: id, publicAddresses: ['192.0.2.9'], ...(at % 2 ? { subnet: `${id}sub-0` } : {}) })),
          { [`${id}c`]: { kind: 'cluster', parent: id, services: '10.9.0.0/16', network: { mechanism: 'aws-vpc-cni' } } },
          some(`${id}n`, nodes, () => ({ kind: 'node', parent: `${id}c`, subnet: `${id}sub-0`, address: '10.0.0.1' })),
          some(`${id}w`, pods, (_, at) => ({ kind: 'workload', parent: `${id}c`, pods: nodes === 0 ? [] : Array.from({ length: at % 4 }, (__, pod) => ({ node: `${id}n-${(at + pod) % nodes}`, address: '10.0.0.2' })) })),
          some(`${id}svc`, services, () => ({ kind: 'service', parent: `${id}c`, type: 'Headless' })))
        if (gateways > 0) ends.push(`${id}gw-0`)
      }
    }
    const links = Object.fromEntries(ends.slice(1).map((end, at) => [`t${at}`, { kind: 'tunnel' as const, ends: [ends[at] ?? '', end] as const }]))
    return { podway: 1, name: 'generated', elements, links, assertions: [], layout: {} }
  })

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

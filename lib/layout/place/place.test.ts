import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Design, DesignElement, Placement } from '@/lib/design/design'
import { sizedDesign } from '@/lib/layout/designs.fixture'
import type { Box, Drawing } from '@/lib/layout/drawing'
import { faultsOf } from '@/lib/layout/faults.fixture'
import { layoutDesign } from '@/lib/layout/layout'
import { TWO_CLOUDS } from '@/lib/layout/two-clouds.fixture'
import { freeSpot, isPlaceable, placementsAfter } from './moved'

const boxIn = ({ boxes }: Drawing, id: string): Box => boxes.find(box => box.id === id) ?? expect.fail(`no box ${id}`)
const withPlaces = (design: Design, places: Readonly<Record<string, Placement>>): Design => ({ ...design, layout: { ...design.layout, ...places } })

/** Designs with up to three of most things: what stands in whose way does not take more. */
const designs = fc.record({ sites: fc.integer({ min: 0, max: 3 }), vpcs: fc.integer({ min: 0, max: 3 }), subnets: fc.integer({ min: 1, max: 3 }), tables: fc.integer({ min: 0, max: 3 }), gateways: fc.integer({ min: 0, max: 3 }), nodes: fc.integer({ min: 0, max: 3 }), pods: fc.integer({ min: 0, max: 5 }), services: fc.integer({ min: 0, max: 3 }), internet: fc.boolean(), name: fc.string({ maxLength: 60 }) }).map(sizedDesign)

/** What a person does: drags a box by some way, or drops a new one somewhere or nowhere in particular. */
type Gesture = { readonly does: 'drag'; readonly which: number; readonly dx: number; readonly dy: number } | { readonly does: 'create'; readonly which: number; readonly at: { readonly x: number; readonly y: number } | null }
const way = fc.integer({ min: -500, max: 500 })
const gestures = fc.array(fc.oneof(
  fc.record({ does: fc.constant('drag' as const), which: fc.nat(999), dx: way, dy: way }),
  fc.record({ does: fc.constant('create' as const), which: fc.nat(999), at: fc.option(fc.record({ x: way, y: way })) }),
), { maxLength: 8 })

const CHILD: Readonly<Record<string, DesignElement>> = {
  site: { kind: 'vpc' }, vpc: { kind: 'cluster', services: '10.9.0.0/16', network: { mechanism: 'aws-vpc-cni' } }, cluster: { kind: 'workload', pods: [] },
}

function after(design: Design, gesture: Gesture, step: number): Design {
  const drawing = layoutDesign(design)
  if (gesture.does === 'drag') {
    const movable = drawing.boxes.filter(isPlaceable)
    const box = movable[gesture.which % Math.max(1, movable.length)]
    return box === undefined ? design : withPlaces(design, placementsAfter(drawing, [{ id: box.id, x: box.x + gesture.dx, y: box.y + gesture.dy }], box.parent))
  }
  const parents = drawing.boxes.filter(({ kind }) => kind in CHILD)
  const parent = parents[gesture.which % Math.max(1, parents.length)]
  const element = CHILD[parent?.kind ?? '']
  if (parent === undefined || element === undefined) return design
  const id = `new-${step}`
  const more = { ...design, elements: { ...design.elements, [id]: { ...element, parent: parent.id } } }
  return gesture.at === null ? more : withPlaces(more, { [id]: freeSpot(drawing, parent.id, { x: parent.x + gesture.at.x, y: parent.y + gesture.at.y, w: 120, h: 40 }) })
}

describe('any sequence of gestures', () => {
  it('leaves siblings apart, children in their parents, and everything that was drawn', () => {
    fc.assert(fc.property(designs, gestures, (start, list) => {
      const design = list.reduce(after, start)
      const drawing = layoutDesign(design)
      expect(faultsOf(drawing)).toEqual([])
      expect(new Set(drawing.boxes.map(({ element }) => element as string))).toEqual(new Set(Object.keys(design.elements)))
      expect(layoutDesign(design)).toEqual(drawing)
    }), { numRuns: 40 })
  })
})

describe('dragging', () => {
  const drawing = layoutDesign(TWO_CLOUDS)
  const dragged = (id: string, dx: number, dy: number, into = boxIn(drawing, id).parent) => {
    const box = boxIn(drawing, id)
    return layoutDesign(withPlaces(TWO_CLOUDS, placementsAfter(drawing, [{ id, x: box.x + dx, y: box.y + dy }], into)))
  }
  const place = (of: Drawing, id: string) => ({ x: boxIn(of, id).x, y: boxIn(of, id).y })

  it('leaves what stands beside it where it is', () => {
    const then = dragged('sg-a', 0, 600)
    for (const id of ['cluster-a', 'subnet-a1', 'rt-a1', 'nacl-a']) expect(place(then, id), id).toEqual(place(drawing, id))
    expect(boxIn(then, 'sg-a').y).toBe(boxIn(drawing, 'sg-a').y + 600)
  })
  it('leaves the contents of the other site as they are', () => {
    const then = dragged('gcp', 160, 40)
    expect(place(then, 'gcp')).toEqual({ x: boxIn(drawing, 'gcp').x + 160, y: boxIn(drawing, 'gcp').y + 40 })
    for (const id of ['aws', 'cluster-a', 'vgw-a', 'internet']) expect(place(then, id), id).toEqual(place(drawing, id))
    expect(boxIn(then, 'cluster-b').x - boxIn(then, 'ha-vpn-b').x).toBe(boxIn(drawing, 'cluster-b').x - boxIn(drawing, 'ha-vpn-b').x)
  })
  it('grows the box to the left and to the top, and what stands in it stays', () => {
    const then = dragged('subnet-a1', -60 - boxIn(drawing, 'subnet-a1').x + boxIn(drawing, 'vpc-a').x, 500)
    expect(boxIn(then, 'vpc-a').x).toBeLessThan(boxIn(drawing, 'vpc-a').x)
    expect(place(then, 'cluster-a')).toEqual(place(drawing, 'cluster-a'))
  })
  it('keeps a gateway on the border, on the side that it was dragged to', () => {
    const right = boxIn(dragged('vgw-a', -40, 60), 'vgw-a')
    expect({ x: right.x, y: right.y }).toEqual({ x: boxIn(drawing, 'vgw-a').x, y: boxIn(drawing, 'vgw-a').y + 60 })
    const left = dragged('vgw-a', -600, 0)
    expect(boxIn(left, 'vgw-a').x).toBeLessThan(boxIn(left, 'vpc-a').x)
    expect(faultsOf(left)).toEqual([])
  })
  it('leaves a gateway clear of those of the neighbour, on whichever side that has them', () => {
    for (const site of ['s0', 's1']) {
      const start = sizedDesign({ sites: 2, vpcs: 2, subnets: 1, tables: 0, gateways: 1, nodes: 1, pods: 1, services: 0, internet: false, name: '' })
      const drawn = layoutDesign(start)
      for (const vpc of [`${site}v0`, `${site}v1`]) {
        const [gateway, around] = [boxIn(drawn, `${vpc}gw-0`), boxIn(drawn, vpc)]
        for (const x of [around.x - 40, around.x + around.w - 40]) expect(faultsOf(layoutDesign(withPlaces(start, placementsAfter(drawn, [{ id: gateway.id, x, y: gateway.y }], vpc))))).toEqual([])
      }
    }
  })
  it('puts it beside what it would cover', () => {
    const onto = boxIn(drawing, 'rt-a1')
    const then = dragged('sg-a', onto.x - boxIn(drawing, 'sg-a').x, onto.y - boxIn(drawing, 'sg-a').y)
    expect(place(then, 'rt-a1')).toEqual(place(drawing, 'rt-a1'))
    expect(faultsOf(then)).toEqual([])
  })
})

describe('what is new', () => {
  it('does not move what is arranged around it', () => {
    const drawing = layoutDesign(TWO_CLOUDS)
    for (const vpc of ['vpc-a', 'vpc-b']) {
      const box = boxIn(drawing, vpc)
      const at = freeSpot(drawing, vpc, { x: box.x + 40, y: box.y + box.h - 20, w: 120, h: 36 })
      const then = layoutDesign(withPlaces({ ...TWO_CLOUDS, elements: { ...TWO_CLOUDS.elements, fresh: { kind: 'host', parent: vpc, address: '192.0.2.7' } } }, { fresh: at }))
      expect(boxIn(then, vpc).w).toBe(box.w)
      expect(boxIn(then, vpc).h).toBeLessThan(box.h + 50)
      for (const id of [vpc, ...TWO_CLOUD_PARTS[vpc] ?? []]) expect({ x: boxIn(then, id).x, y: boxIn(then, id).y }, id).toEqual({ x: boxIn(drawing, id).x, y: boxIn(drawing, id).y })
    }
  })
  it.each([{ kind: 'site', element: { kind: 'site', provider: 'aws' } as const, least: 150 }])('an empty $kind has room to drop into', ({ element, least }) => {
    expect(boxIn(layoutDesign({ ...TWO_CLOUDS, elements: { only: element }, links: {} }), 'only').h).toBeGreaterThan(least)
  })
})

const TWO_CLOUD_PARTS: Readonly<Record<string, readonly string[]>> = { 'vpc-a': ['cluster-a', 'sg-a', 'rt-a1', 'vgw-a'], 'vpc-b': ['cluster-b', 'fw-b', 'ha-vpn-b'] }

import { describe, expect, it } from 'vitest'
import { layoutDesign } from '@/lib/layout/layout'
import { TWO_CLOUDS } from '@/lib/layout/two-clouds.fixture'
import { lineProjection, projection, type Standing } from './flow'

const standing: Standing = { titleOf: ({ label }) => label, focus: null, editable: true, marked: new Set(), moved: new Map() }
/** As it comes from the worker: equal, and no object the same. */
const drawing = () => structuredClone(layoutDesign(TWO_CLOUDS))

describe('projecting a drawing to nodes', () => {
  it('gives the same node objects for the same boxes', () => {
    const project = projection()
    const before = project(drawing(), standing)
    expect(project(drawing(), standing).every((node, at) => node === before[at])).toBe(true)
  })
  it('makes new objects only for what is drawn otherwise: the element that changed, and what its words moved', () => {
    const project = projection()
    const before = new Map(project(drawing(), standing).map((node) => [node.id, node]))
    const renamed = layoutDesign({ ...TWO_CLOUDS, elements: { ...TWO_CLOUDS.elements, 'igw-a': { kind: 'internet-gateway', parent: 'vpc-a', name: 'out' } } })
    expect(project(renamed, standing).filter((node) => node !== before.get(node.id)).map(({ id }) => id)).toEqual(['igw-a'])
  })
  it.each([
    { name: 'what is chosen', change: { marked: new Set(['sg-a']) } },
    { name: 'what has the focus', change: { focus: 'sg-a' } },
    { name: 'what is dragged', change: { moved: new Map([['sg-a', { x: 1, y: 2 }]]) } },
  ])('makes a new object for $name alone', ({ change }) => {
    const project = projection()
    const before = new Map(project(drawing(), standing).map((node) => [node.id, node]))
    expect(project(drawing(), { ...standing, ...change }).filter((node) => node !== before.get(node.id)).map(({ id }) => id)).toEqual(['sg-a'])
  })
  it('keeps the edges of lines that run as before', () => {
    const project = lineProjection()
    const before = project(drawing().lines, null)
    expect(project(drawing().lines, 'tunnel-1').filter((edge, at) => edge !== before[at]).map(({ id }) => id)).toEqual(['tunnel-1'])
  })
  it('lets no pod be dragged, and takes areas by their strip', () => {
    const nodes = projection()(drawing(), standing)
    expect(nodes.filter(({ draggable }) => draggable === false).every(({ data }) => data.box.kind === 'pod')).toBe(true)
    expect(nodes.filter(({ dragHandle }) => dragHandle !== undefined).every(({ type }) => type === 'area')).toBe(true)
  })
})

import { describe, expect, it } from 'vitest'
import { layoutDesign } from '@/lib/layout/layout'
import { TWO_CLOUDS } from '@/lib/layout/two-clouds.fixture'
import { chainAt, chainOf } from './hit'
import { inwards, outwards, sibling } from './walk'
import { spotsOf } from './neighbour'

const drawing = layoutDesign(TWO_CLOUDS)
const middle = (id: string) => {
  const { x, y, w, h } = drawing.boxes.find((box) => box.id === id) ?? expect.fail(`no box ${id}`)
  return { x: x + w / 2, y: y + h / 2 }
}

describe('what stands at a point', () => {
  it.each([
    { id: 'cassandra-a/0', chain: ['cassandra-a/0', 'node-a1', 'cluster-a', 'vpc-a', 'aws'], why: 'from the innermost outwards' },
    { id: 'vgw-a', chain: ['vgw-a', 'vpc-a', 'aws'], why: 'a gateway on the border stands in its network' },
  ])('$why: $id', ({ id, chain }) => expect(chainAt(drawing, middle(id))).toEqual(chain))
  it('is nothing on the open ground', () => expect(chainAt(drawing, { x: -50, y: -50 })).toEqual([]))
  it('leaves out what is dragged, with all that stands in it', () => expect(chainAt(drawing, middle('cassandra-a/0'), new Set(['cluster-a']))).toEqual(['vpc-a', 'aws']))
  it('follows the boxes around one', () => expect(chainOf(drawing, 'node-a1')).toEqual(['node-a1', 'cluster-a', 'vpc-a', 'aws']))
})

describe('walking with Tab, Enter and Escape', () => {
  const spots = spotsOf(drawing)
  const spot = (id: string) => spots.find((one) => one.id === id) ?? expect.fail(`no spot ${id}`)
  it('goes in and out', () => {
    expect(inwards(drawing, 'aws')).toBe('vpc-a')
    expect(outwards(drawing, 'vpc-a')).toBe('aws')
    expect([inwards(drawing, 'sg-a'), outwards(drawing, 'aws')]).toEqual([null, null])
  })
  it('meets every sibling once, in the order in which one reads, and ends', () => {
    const met: string[] = []
    for (let at = spots.find(({ id }) => id === inwards(drawing, 'vpc-a')) ?? null; at !== null; at = sibling(spots, drawing, at, 1)) met.push(at.id)
    expect(met.toSorted()).toEqual(drawing.boxes.filter(({ parent }) => parent === 'vpc-a').map(({ id }) => id).toSorted())
    expect(sibling(spots, drawing, spot(met[1] ?? ''), -1)?.id).toBe(met[0])
  })
  it('meets the links after the places at the top', () => {
    const top = drawing.boxes.filter(({ parent }) => parent === null).length
    let at = spots[0] ?? null
    const met: string[] = []
    for (; at !== null; at = sibling(spots, drawing, at, 1)) met.push(at.type)
    expect(met).toEqual([...Array.from({ length: top }, () => 'box'), ...Array.from({ length: 4 }, () => 'line')])
  })
})

import { describe, expect, it } from 'vitest'
import { layoutDesign } from '@/lib/layout/layout'
import { TWO_CLOUDS } from '@/lib/layout/two-clouds.fixture'
import { neighbour, spotsOf, type Direction, type Spot } from './neighbour'

const spots = spotsOf(layoutDesign(TWO_CLOUDS))
const spot = (id: string): Spot => spots.find((one) => one.id === id) ?? expect.fail(`no spot ${id}`)

describe('the arrow keys', () => {
  it.each([
    { from: 'vgw-a', direction: 'right', to: 'tunnel-2', why: 'a drawn link is met like a box' },
    { from: 'sg-a', direction: 'down', to: 'nacl-a', why: 'the next card of a column' },
    { from: 'node-a1', direction: 'down', to: 'cassandra-a/2', why: 'into a box from its strip' },
    { from: 'cassandra-a/0', direction: 'left', to: 'cassandra-a/2', why: 'the pod beside it' },
  ] as const)('$direction from $from: $why', ({ from, direction, to }) => expect(neighbour(spots, spot(from), direction)?.id).toBe(to))

  it('reach everything that is drawn', () => {
    const reached = new Set([spots[0]?.id])
    const queue = spots.slice(0, 1)
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      for (const direction of ['left', 'right', 'up', 'down'] satisfies Direction[]) {
        const found = neighbour(spots, next, direction)
        if (found === null || reached.has(found.id)) continue
        reached.add(found.id)
        queue.push(found)
      }
    }
    expect(spots.map(({ id }) => id).filter((id) => !reached.has(id))).toEqual([])
  })
})

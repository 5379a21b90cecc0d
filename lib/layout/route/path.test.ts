import { describe, expect, it } from 'vitest'
import { layoutDesign } from '@/lib/layout/layout'
import { TWO_CLOUDS } from '@/lib/layout/two-clouds.fixture'
import { wayOver } from './path'

const drawing = layoutDesign(TWO_CLOUDS)
const stop = (element: string, pod: number | null = null) => ({ element, pod })
const OPEN = { blockedAt: null, partsAt: null }
const legs = (stops: Parameters<typeof wayOver>[1], parting = OPEN as Parameters<typeof wayOver>[2]) => wayOver(drawing, stops, parting).map(({ from, to, state }) => `${from} → ${to}${state === 'done' ? '' : ', if mended'}`)

describe('a way over the drawing', () => {
  it('goes from the pod that asks, through areas without a stop', () =>
    expect(legs([stop('cassandra-a', 1), stop('node-a2'), stop('vpc-a'), stop('rt-a2'), stop('vgw-a')])).toEqual(['cassandra-a/1 → rt-a2', 'rt-a2 → vgw-a']))
  it('runs in the link that it takes, in the direction in which it goes', () => {
    const line = drawing.lines.find(({ id }) => id === 'tunnel-2')
    const [there] = wayOver(drawing, [stop('vgw-a'), stop('tunnel-2'), stop('ha-vpn-b')], OPEN)
    const [back] = wayOver(drawing, [stop('ha-vpn-b'), stop('tunnel-2'), stop('vgw-a')], OPEN)
    expect(there?.points).toEqual(line?.points)
    expect(back?.points).toEqual([...(line?.points ?? [])].reverse())
  })
  it('is only thought from where it is blocked, and goes on where the two ways part', () =>
    expect(legs([stop('cassandra-a', 0), stop('rt-a1'), stop('nat-a'), stop('igw-a'), stop('vgw-a')], { blockedAt: 4, partsAt: 1 }))
      .toEqual(['cassandra-a/0 → rt-a1', 'rt-a1 → nat-a', 'nat-a → igw-a', 'rt-a1 → vgw-a, if mended']))
  it('passes over what is not drawn', () => expect(legs([stop('vgw-a'), stop('nowhere'), stop('igw-a')])).toEqual(['vgw-a → igw-a']))
})

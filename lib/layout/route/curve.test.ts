import { expect, it } from 'vitest'
import { beside, curve, middleOf } from './curve'

const L = [{ x: 0, y: 0 }, { x: 40, y: 0 }, { x: 40, y: 30 }]

it.each([
  { name: 'rounds a corner', points: L, radius: 8, expected: 'M0 0L32 0Q40 0 40 8L40 30' },
  { name: 'rounds no more than half of a short stretch', points: [{ x: 0, y: 0 }, { x: 4, y: 0 }, { x: 4, y: 30 }], radius: 8, expected: 'M0 0L2 0Q4 0 4 2L4 30' },
  { name: 'leaves a straight line alone', points: [{ x: 0, y: 5 }, { x: 9, y: 5 }], radius: 8, expected: 'M0 5L9 5' },
])('$name', ({ points, radius, expected }) => expect(curve(points, radius)).toBe(expected))

it.each([
  { name: 'moves a way to its right, corners with it', points: L, expected: [{ x: 0, y: 2 }, { x: 38, y: 2 }, { x: 38, y: 30 }] },
  { name: 'moves the way back to the other side', points: [...L].reverse(), expected: [{ x: 42, y: 30 }, { x: 42, y: -2 }, { x: 0, y: -2 }] },
])('$name', ({ points, expected }) => expect(beside(points, 2)).toEqual(expected))

it('finds the middle of the longest stretch and which way it leads', () => expect(middleOf([...L].reverse())).toMatchObject({ at: { x: 20, y: 0 }, angle: 180 }))

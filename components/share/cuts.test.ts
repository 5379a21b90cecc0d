import { expect, it } from 'vitest'
import { CUTS, cutsAt } from './cuts'

it.each([
  { name: 'a link of exactly the limit is not cut', characters: 2000, expected: [] },
  { name: 'one character more is', characters: 2001, expected: ['Discord'] },
  { name: 'a link past every limit is cut everywhere', characters: 131_072, expected: CUTS.map(({ where }) => where) },
])('$name', ({ characters, expected }) => {
  expect(cutsAt(characters).map(({ where }) => where)).toEqual(expected)
})

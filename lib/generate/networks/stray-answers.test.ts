import { expect, it } from 'vitest'
import { seedsWith, specialEnds } from './ends.fixture'

const strayed = seedsWith('stray answer')

it('some networks have it and most do not', () => {
  expect(strayed.length).toBeGreaterThan(8)
  expect(strayed.length).toBeLessThan(30)
})

it('connections to such a server are reset, by answers with another source, by answers to somebody else, and when they go on by another way', () => {
  expect(specialEnds(strayed.slice(0, 4))).toEqual(expect.arrayContaining(['reset not-a-reply', 'reset delivered-elsewhere', 'reset refused']))
}, 60_000)

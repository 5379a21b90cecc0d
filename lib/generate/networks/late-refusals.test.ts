import { expect, it } from 'vitest'
import { seedsWith, specialEnds } from './ends.fixture'

const refused = seedsWith('late refusal')

it('some networks have it and most do not', () => {
  expect(refused.length).toBeGreaterThan(8)
  expect(refused.length).toBeLessThan(30)
})

it('the answer of such a server is dropped by its reverse path, and the SYN that is sent again is refused; in IPv6 what follows is', () => {
  expect(specialEnds(refused.slice(0, 4))).toEqual(expect.arrayContaining(['refused reverse-path-dropped', 'reset denied-in']))
}, 60_000)

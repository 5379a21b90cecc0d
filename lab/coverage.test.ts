import { expect, it } from 'vitest'
import { coverageText, emptyCoverage } from './coverage'

const covered = (classes: Readonly<Record<string, number>>) => coverageText({ ...emptyCoverage(), classes: new Map(Object.entries(classes)) }, [])

it('names the classes of failure that have fewer than 200 probes, the most frequent first', () => {
  expect(covered({ 'timeout · loop': 12, 'refused · refused': 200, 'reset · denied-in': 199 })).toContain('Fewer than 200 probes: reset · denied-in (199), timeout · loop (12)')
})

it('names none where all have 200', () => {
  expect(covered({ 'refused · refused': 200 })).toContain('All of these have 200 probes')
})

it('names the dispositions that no probe ended with', () => {
  const text = covered({ 'refused · refused': 200, 'timeout · loop': 300 })
  expect(/Never seen: (.*)/.exec(text)?.[1]?.split(', ')).toEqual(expect.arrayContaining(['protocol-not-carried', 'ttl-exceeded']))
  expect(/Never seen: (.*)/.exec(text)?.[1]).not.toContain('loop')
})

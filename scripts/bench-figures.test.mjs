import { expect, it } from 'vitest'
import { figureLine, percentile } from './bench-figures.mjs'

it.each([
  { name: 'the median of an odd number', samples: [3, 1, 2], percent: 50, expected: 2 },
  { name: 'the median of an even number, the lower one', samples: [4, 1, 3, 2], percent: 50, expected: 2 },
  { name: 'the 95th percentile of twenty', samples: Array.from({ length: 20 }, (_, index) => index + 1), percent: 95, expected: 19 },
  { name: 'a single sample', samples: [7], percent: 95, expected: 7 },
])('finds $name', ({ samples, percent, expected }) => {
  expect(percentile(samples, percent)).toBe(expected)
})

it('says why a figure is missing', () => {
  expect(figureLine({ name: 'start', skipped: 'there is no bin/podway' })).toContain('skipped: there is no bin/podway')
})

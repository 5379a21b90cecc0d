import { expect, it } from 'vitest'
import { editedWhen } from './edited'

const now = new Date(2026, 10, 21, 15, 30)
it.each([
  { name: 'this moment', at: new Date(2026, 10, 21, 15, 29, 40), expected: 'edited just now' },
  { name: 'a clock that runs ahead', at: new Date(2026, 10, 21, 15, 31), expected: 'edited just now' },
  { name: 'one minute', at: new Date(2026, 10, 21, 15, 29), expected: 'edited 1 minute ago' },
  { name: 'hours of today', at: new Date(2026, 10, 21, 11, 0), expected: 'edited 4 hours ago' },
  { name: 'last evening is yesterday', at: new Date(2026, 10, 20, 22, 0), expected: 'edited yesterday' },
  { name: 'days of this week by name', at: new Date(2026, 10, 17, 9, 0), expected: 'edited Tuesday' },
  { name: 'a week ago by date', at: new Date(2026, 10, 14, 9, 0), expected: 'edited 14 November' },
  { name: 'last year with the year', at: new Date(2025, 10, 12, 9, 0), expected: 'edited 12 November 2025' },
])('$name', ({ at, expected }) => expect(editedWhen(at.getTime(), now.getTime())).toBe(expected))

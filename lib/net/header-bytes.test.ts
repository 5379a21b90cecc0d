import { expect, it } from 'vitest'
import { fragmentBytesFor } from './header-bytes'

it.each([
  { version: 4, limitBytes: 1500, expected: 1500 },
  { version: 4, limitBytes: 1448, expected: 1444 },
  { version: 4, limitBytes: 1443, expected: 1436 },
  { version: 6, limitBytes: 1500, expected: 1496 },
  { version: 6, limitBytes: 1280, expected: 1280 },
] as const)('the largest IPv$version fragment for $limitBytes bytes has $expected', ({ version, limitBytes, expected }) => { expect(fragmentBytesFor(version, limitBytes)).toBe(expected) })

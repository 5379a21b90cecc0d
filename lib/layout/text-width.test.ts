import { expect, it } from 'vitest'
import { textWidth } from './text-width'

it.each([
  { name: 'digits of the monospaced face are all as wide', text: '10.10.1.37', face: 'mono', expected: 60 },
  { name: 'i is narrower than m', text: 'i', face: 'medium', expected: 2.52 },
  { name: 'm is wider than i', text: 'm', face: 'medium', expected: 8.88 },
  { name: 'an unknown character takes as much as the widest', text: '語', face: 'strong', expected: 10 },
  { name: 'nothing takes nothing', text: '', face: 'medium', expected: 0 },
] as const)('$name', ({ text, face, expected }) => expect(textWidth(text, 10, face)).toBeCloseTo(expected))

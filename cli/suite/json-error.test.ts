import { expect, it } from 'vitest'
import { jsonErrorAt } from './json-error'

it.each([
  { name: 'a value is missing', text: '{"a": ,', expected: 6 },
  { name: 'a comma too many', text: '[1,]', expected: 3 },
  { name: 'a key without quotes', text: '{a: 1}', expected: 1 },
  { name: 'something behind the end', text: '{} x', expected: 3 },
  { name: 'the text ends too early', text: '{"a": [1', expected: 8 },
  { name: 'a comma is missing', text: '{"a": 1 "b": 2}', expected: 8 },
  { name: 'deep inside', text: '{"a": [{"b": [true, {"c": nul}]}]}', expected: 26 },
])('$name', ({ text, expected }) => {
  expect(() => JSON.parse(text)).toThrow()
  expect(jsonErrorAt(text)).toBe(expected)
})

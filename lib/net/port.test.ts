import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatPortRange, inRange, parsePort, parsePortRange } from './port'

describe('parsePortRange', () => {
  it.each([
    { name: 'one port', text: '7000', expected: { ok: true, value: { from: 7000, to: 7000 } } },
    { name: 'a range, ends included', text: '1024-65535', expected: { ok: true, value: { from: 1024, to: 65535 } } },
    { name: 'all ports, 0 included', text: '0-65535', expected: { ok: true, value: { from: 0, to: 65535 } } },
    { name: 'above 65535', text: '65536', expected: { ok: false, error: 'out-of-range' } },
    { name: 'end above 65535', text: '1-70000', expected: { ok: false, error: 'out-of-range' } },
    { name: 'reversed is an error, not an empty range', text: '9-1', expected: { ok: false, error: 'reversed' } },
    { name: 'leading zero', text: '080', expected: { ok: false, error: 'not-a-port' } },
    { name: 'white space', text: '1 - 2', expected: { ok: false, error: 'not-a-port' } },
    { name: 'open end', text: '1024-', expected: { ok: false, error: 'not-a-port' } },
    { name: 'three ends', text: '1-2-3', expected: { ok: false, error: 'not-a-port' } },
    { name: 'name', text: 'http', expected: { ok: false, error: 'not-a-port' } },
    { name: 'empty', text: '', expected: { ok: false, error: 'not-a-port' } },
  ])('$name', ({ text, expected }) => {
    expect(parsePortRange(text)).toEqual(expected)
  })
})

it('formatPortRange is the inverse of parsePortRange', () => {
  const port = fc.integer({ min: 0, max: 65_535 })
  fc.assert(fc.property(port, port, (a, b) => {
    const range = { from: Math.min(a, b), to: Math.max(a, b) }
    expect(parsePortRange(formatPortRange(range))).toEqual({ ok: true, value: range })
    expect([inRange(range, a), inRange(range, range.to + 1), inRange(range, range.from - 1)]).toEqual([true, false, false])
    expect(parsePort(String(a))).toEqual({ ok: true, value: a })
  }))
})

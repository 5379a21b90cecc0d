import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cidr, contains, prefixOf } from './cidr'
import { ip, ipFromBits } from './ip-address'
import { matches, prefixTable } from './prefix-table'

const table = prefixTable(
  [
    { prefix: '0.0.0.0/0', value: 'default' },
    { prefix: '10.0.0.0/8', value: 'static' },
    { prefix: '10.1.0.0/16', value: 'first' },
    { prefix: '10.1.0.0/16', value: 'second' },
    { prefix: '::/0', value: 'default6' },
    { prefix: '2001:db8::/32', value: 'docs6' },
  ].map(({ prefix, value }) => ({ prefix: cidr(prefix), value })),
)

describe('matches', () => {
  it.each([
    { name: 'RFC 1812 5.2.4.3: longest first; one prefix twice keeps its order', to: '10.1.2.3', expected: ['first', 'second', 'static', 'default'] },
    { name: 'only what contains the address', to: '10.2.0.1', expected: ['static', 'default'] },
    { name: 'the default route matches everything', to: '203.0.113.9', expected: ['default'] },
    { name: 'IPv6 apart from IPv4', to: '2001:db8::1', expected: ['docs6', 'default6'] },
    { name: 'mapped IPv4 is IPv6', to: '::ffff:10.1.2.3', expected: ['default6'] },
  ])('$name', ({ to, expected }) => {
    expect(matches(table, ip(to)).map((entry) => entry.value)).toEqual(expected)
  })
  it('nothing in an empty table', () => {
    expect(matches(prefixTable([]), ip('192.0.2.1'))).toEqual([])
  })
})

const prefixes = fc.tuple(fc.constantFrom<4 | 6>(4, 6), fc.bigInt({ min: 0n, max: 2n ** 32n - 1n }), fc.integer({ min: 0, max: 32 })).map(([version, bits, length]) =>
  prefixOf(ipFromBits(version, version === 4 ? bits & 0xf000_000fn : bits), version === 4 ? length : length + 96),
)

it('agrees with a linear scan', () => {
  fc.assert(fc.property(fc.array(prefixes, { maxLength: 40 }), prefixes, (list, { address }) => {
    const entries = list.map((prefix, value) => ({ prefix, value }))
    const scanned = entries.filter(({ prefix }) => contains(prefix, address)).sort((a, b) => b.prefix.length - a.prefix.length)
    expect(matches(prefixTable(entries), address)).toEqual(scanned)
  }), { numRuns: 500 })
})

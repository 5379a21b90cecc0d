import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cidr, compareCidr, contains, covers, formatCidr, freeCidrs, hostCidr, nthAddress, overlaps, parseCidr, prefixOf, sameCidr, sizeOf, subtract, type Cidr } from './cidr'
import { bitsOf, ip, ipFromBits } from './ip-address'

describe('parseCidr', () => {
  it.each([
    { name: 'IPv4', text: '192.0.2.0/24', expected: { ok: true, value: { address: '192.0.2.0', length: 24 } } },
    { name: 'IPv6 becomes canonical', text: '2001:0DB8::/32', expected: { ok: true, value: { address: '2001:db8::', length: 32 } } },
    { name: 'default route', text: '0.0.0.0/0', expected: { ok: true, value: { address: '0.0.0.0', length: 0 } } },
    { name: 'host', text: '192.0.2.1/32', expected: { ok: true, value: { address: '192.0.2.1', length: 32 } } },
    { name: 'host bits are an error, not a silent correction', text: '192.0.2.1/24', expected: { ok: false, error: 'host-bits-set' } },
    { name: 'IPv6 host bits', text: '2001:db8::1/64', expected: { ok: false, error: 'host-bits-set' } },
    { name: 'longer than IPv4', text: '192.0.2.0/33', expected: { ok: false, error: 'length-out-of-range' } },
    { name: 'longer than IPv6', text: '::/129', expected: { ok: false, error: 'length-out-of-range' } },
    { name: 'negative length', text: '192.0.2.0/-1', expected: { ok: false, error: 'length-out-of-range' } },
    { name: 'length with a leading zero', text: '192.0.2.0/024', expected: { ok: false, error: 'length-out-of-range' } },
    { name: 'no length', text: '192.0.2.0/', expected: { ok: false, error: 'length-out-of-range' } },
    { name: 'netmask in place of a length', text: '192.0.2.0/255.255.255.0', expected: { ok: false, error: 'length-out-of-range' } },
    { name: 'no slash', text: '192.0.2.0', expected: { ok: false, error: 'not-an-address' } },
    { name: 'two slashes', text: '192.0.2.0/24/24', expected: { ok: false, error: 'length-out-of-range' } },
    { name: 'name', text: 'example.org/24', expected: { ok: false, error: 'not-an-address' } },
  ])('$name', ({ text, expected }) => {
    expect(parseCidr(text)).toEqual(expected)
  })
})

describe('relations', () => {
  it.each([
    { name: 'a prefix covers itself', a: '192.0.2.0/24', b: '192.0.2.0/24', covers: true, overlaps: true },
    { name: 'shorter covers longer', a: '192.0.2.0/24', b: '192.0.2.128/25', covers: true, overlaps: true },
    { name: 'longer overlaps shorter without covering it', a: '192.0.2.128/25', b: '192.0.2.0/24', covers: false, overlaps: true },
    { name: 'neighbours are disjoint', a: '192.0.2.0/25', b: '192.0.2.128/25', covers: false, overlaps: false },
    { name: 'default route covers all of its version', a: '0.0.0.0/0', b: '203.0.113.7/32', covers: true, overlaps: true },
    { name: 'versions never overlap', a: '0.0.0.0/0', b: '::/0', covers: false, overlaps: false },
    { name: 'mapped IPv4 is IPv6', a: '192.0.2.0/24', b: '::ffff:192.0.2.0/120', covers: false, overlaps: false },
  ])('$name', ({ a, b, ...expected }) => {
    expect({ covers: covers(cidr(a), cidr(b)), overlaps: overlaps(cidr(a), cidr(b)) }).toEqual({ covers: expected.covers, overlaps: expected.overlaps })
  })
})

describe('nthAddress', () => {
  it.each([
    { name: '0 is the network address', prefix: '192.0.2.0/24', n: 0, expected: '192.0.2.0' },
    { name: '-1 is the last address', prefix: '192.0.2.0/24', n: -1, expected: '192.0.2.255' },
    { name: 'counts from the start', prefix: '192.0.2.0/24', n: 10, expected: '192.0.2.10' },
    { name: 'beyond the end', prefix: '192.0.2.0/24', n: 256, expected: undefined },
    { name: 'beyond the start', prefix: '192.0.2.0/24', n: -257, expected: undefined },
    { name: 'IPv6 with a bigint', prefix: '2001:db8::/64', n: 2n ** 64n - 1n, expected: '2001:db8::ffff:ffff:ffff:ffff' },
    { name: 'a fraction is no index', prefix: '192.0.2.0/24', n: 0.5, expected: undefined },
  ])('$name', ({ prefix, n, expected }) => {
    expect(nthAddress(cidr(prefix), n)).toBe(expected)
  })
})

describe('subtract and freeCidrs', () => {
  const texts = (prefixes: readonly Cidr[]): readonly string[] => prefixes.map(formatCidr)
  it.each([
    { name: 'no hole: the prefix itself', from: '192.0.2.0/24', holes: ['198.51.100.0/24'], expected: ['192.0.2.0/24'] },
    { name: 'a hole that covers it: nothing', from: '192.0.2.0/24', holes: ['192.0.0.0/16'], expected: [] },
    { name: 'a half', from: '192.0.2.0/24', holes: ['192.0.2.0/25'], expected: ['192.0.2.128/25'] },
    { name: 'fewest prefixes in order', from: '192.0.2.0/29', holes: ['192.0.2.2/32'], expected: ['192.0.2.0/31', '192.0.2.3/32', '192.0.2.4/30'] },
    { name: 'IPv6', from: '2001:db8::/126', holes: ['2001:db8::3/128'], expected: ['2001:db8::/127', '2001:db8::2/128'] },
  ])('subtract: $name', ({ from, holes, expected }) => {
    expect(texts(subtract(cidr(from), holes.map(cidr)))).toEqual(expected)
  })
  it.each([
    { name: 'from the lowest', within: ['10.0.0.0/16'], taken: ['10.0.0.0/24'], length: 24, limit: 2, expected: ['10.0.1.0/24', '10.0.2.0/24'] },
    { name: 'aligned after a smaller one', within: ['10.0.0.0/16'], taken: ['10.0.0.0/26'], length: 24, limit: 1, expected: ['10.0.1.0/24'] },
    { name: 'in the order of within', within: ['10.1.0.0/24', '10.0.0.0/24'], taken: [], length: 24, limit: 5, expected: ['10.1.0.0/24', '10.0.0.0/24'] },
    { name: 'overlapping within gives each once', within: ['10.0.0.0/24', '10.0.0.0/23'], taken: [], length: 24, limit: 5, expected: ['10.0.0.0/24', '10.0.1.0/24'] },
    { name: 'too short a length', within: ['10.0.0.0/24'], taken: [], length: 16, limit: 5, expected: [] },
    { name: 'longer than the version', within: ['10.0.0.0/24', '2001:db8::/64'], taken: [], length: 64, limit: 5, expected: ['2001:db8::/64'] },
    { name: 'limit 0', within: ['10.0.0.0/8'], taken: [], length: 32, limit: 0, expected: [] },
  ])('freeCidrs: $name', ({ within, taken, length, limit, expected }) => {
    expect(texts(freeCidrs(within.map(cidr), taken.map(cidr), length, limit))).toEqual(expected)
  })
})

/** Prefixes close together, so that they meet. */
const near = (version: 4 | 6): fc.Arbitrary<Cidr> => {
  const top = version === 4 ? 32 : 128
  return fc.tuple(fc.bigInt({ min: 0n, max: 63n }), fc.integer({ min: top - 6, max: top })).map(([bits, length]) => prefixOf(ipFromBits(version, bits), length))
}
const anyPrefix = fc.oneof(near(4), near(6), fc.tuple(fc.bigInt({ min: 0n, max: 2n ** 32n - 1n }), fc.integer({ min: 0, max: 32 })).map(([bits, length]) => prefixOf(ipFromBits(4, bits), length)))
const addressesOf = (prefix: Cidr): ReadonlySet<string> => new Set(Array.from({ length: Number(sizeOf(prefix)) }, (_, n) => String(nthAddress(prefix, n))))

describe('properties', () => {
  it('formatCidr is the inverse of parseCidr', () => {
    fc.assert(fc.property(anyPrefix, (prefix) => {
      expect(parseCidr(formatCidr(prefix))).toEqual({ ok: true, value: prefix })
    }))
  })
  it('contains, covers and overlaps agree with sets of addresses', () => {
    fc.assert(fc.property(fc.oneof(fc.tuple(near(4), near(4)), fc.tuple(near(6), near(6)), fc.tuple(near(4), near(6))), ([a, b]) => {
      const [inA, inB] = [addressesOf(a), addressesOf(b)]
      expect(covers(a, b)).toBe([...inB].every((address) => inA.has(address)))
      expect(overlaps(a, b)).toBe([...inB].some((address) => inA.has(address)))
      expect(contains(a, b.address)).toBe(inA.has(b.address))
      expect(sameCidr(a, b)).toBe(compareCidr(a, b) === 0)
    }))
  })
  it('contains agrees with arithmetic on the number', () => {
    fc.assert(fc.property(anyPrefix, fc.bigInt({ min: 0n, max: 2n ** 32n - 1n }), (prefix, bits) => {
      const address = ipFromBits(4, bits)
      const inside = !prefix.address.includes(':') && bits >= bitsOf(prefix.address) && bits < bitsOf(prefix.address) + sizeOf(prefix)
      expect(contains(prefix, address)).toBe(inside)
      expect(contains(hostCidr(address), address)).toBe(true)
    }))
  })
  it('subtract leaves exactly the addresses outside the holes, in as few prefixes as can be', () => {
    fc.assert(fc.property(near(4), fc.array(near(4), { maxLength: 5 }), (from, holes) => {
      const left = subtract(from, holes)
      const expected = [...addressesOf(from)].filter((address) => !holes.some((hole) => contains(hole, ip(address))))
      expect(left.flatMap((prefix) => [...addressesOf(prefix)])).toEqual(expected)
      left.forEach((prefix, i) => {
        const next = left[i + 1]
        const parent = prefix.length > 0 ? prefixOf(prefix.address, prefix.length - 1) : undefined
        expect(next !== undefined && parent !== undefined && next.length === prefix.length && covers(parent, next)).toBe(false)
      })
    }))
  })
  it('freeCidrs finds what a scan of every aligned prefix finds', () => {
    fc.assert(fc.property(near(4), fc.array(near(4), { maxLength: 5 }), fc.integer({ min: 26, max: 32 }), fc.integer({ min: 0, max: 9 }), (within, taken, length, limit) => {
      const all = Array.from({ length: 64 }, (_, n) => prefixOf(ipFromBits(4, BigInt(n)), length)).filter((prefix, n) => bitsOf(prefix.address) === BigInt(n))
      const free = all.filter((prefix) => covers(within, prefix) && !taken.some((other) => overlaps(other, prefix)))
      expect(freeCidrs([within], taken, length, limit)).toEqual(free.slice(0, limit))
    }))
  })
})

it('cidr and prefixOf throw for an impossible prefix', () => {
  expect(() => cidr('192.0.2.1/24')).toThrow('host-bits-set: 192.0.2.1/24')
  expect(() => prefixOf(ip('192.0.2.1'), 33)).toThrow(RangeError)
})

import fc from 'fast-check'
import { isIPv4, isIPv6 } from 'node:net'
import { describe, expect, it } from 'vitest'
import { bitsOf, compareIp, ip, ipFromBits, isIpText, parseIp, versionOf } from './ip-address'

describe('parseIp gives the canonical text', () => {
  it.each([
    { name: 'dotted quad stays', text: '192.0.2.1', expected: '192.0.2.1' },
    { name: 'RFC 5952 4.1: leading zeros of a group go', text: '2001:0db8::0001', expected: '2001:db8::1' },
    { name: 'RFC 5952 4.2.1: shorten as much as possible', text: '2001:db8:0:0:0:0:2:1', expected: '2001:db8::2:1' },
    { name: 'RFC 5952 4.2.2: one zero group alone is not shortened', text: '2001:db8::1:1:1:1:1', expected: '2001:db8:0:1:1:1:1:1' },
    { name: 'RFC 5952 4.2.3: the longest run is shortened', text: '2001:0:0:1:0:0:0:1', expected: '2001:0:0:1::1' },
    { name: 'RFC 5952 4.2.3: of equal runs the first', text: '2001:db8:0:0:1:0:0:1', expected: '2001:db8::1:0:0:1' },
    { name: 'RFC 5952 4.3: lower case', text: '2001:DB8::ABCD', expected: '2001:db8::abcd' },
    { name: 'RFC 5952 5: mapped IPv4 is dotted', text: '::FFFF:c000:201', expected: '::ffff:192.0.2.1' },
    { name: 'RFC 4291 2.2: dotted tail is read', text: '2001:db8::192.0.2.1', expected: '2001:db8::c000:201' },
    { name: 'RFC 4291 2.2: "::" at the end may stand for one group', text: '1:2:3:4:5:6:7::', expected: '1:2:3:4:5:6:7:0' },
    { name: 'unspecified', text: '0:0:0:0:0:0:0:0', expected: '::' },
  ])('$name', ({ text, expected }) => {
    expect(parseIp(text)).toEqual({ ok: true, value: expected })
  })
})

describe('parseIp refuses', () => {
  it.each([
    { name: 'RFC 6943 3.1.1: leading zero (ambiguous octal)', text: '192.0.2.01' },
    { name: 'double zero octet', text: '192.0.2.00' },
    { name: 'leading zero in a dotted tail', text: '::ffff:192.0.2.01' },
    { name: 'octet above 255', text: '192.0.2.256' },
    { name: 'three octets', text: '192.0.2' },
    { name: 'hexadecimal octet', text: '0xc0.0.2.1' },
    { name: 'white space', text: ' 192.0.2.1' },
    { name: 'line feed at the end', text: '192.0.2.1\n' },
    { name: 'prefix length', text: '192.0.2.1/32' },
    { name: 'RFC 4007: zone id', text: 'fe80::1%eth0' },
    { name: 'two "::"', text: '2001::db8::1' },
    { name: 'three colons', text: '2001:::1' },
    { name: 'nine groups', text: '1:2:3:4:5:6:7:8:9' },
    { name: 'eight groups and "::"', text: '1:2:3:4:5:6:7:8::' },
    { name: 'five digits in a group', text: '2001:0db80::1' },
    { name: 'dotted head', text: '192.0.2.1::' },
    { name: 'brackets', text: '[2001:db8::1]' },
    { name: 'empty', text: '' },
    { name: 'full-width digits', text: '192.0.2.１' },
  ])('$name', ({ text }) => {
    expect(parseIp(text)).toEqual({ ok: false, error: 'not-an-address' })
    expect(isIpText(text)).toBe(false)
  })
})

const ipv4Bits = fc.bigInt({ min: 0n, max: 2n ** 32n - 1n })
const ipv6Bits = fc.oneof(
  fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }),
  fc.array(fc.constantFrom<bigint[]>(0n, 0n, 0n, 1n, 0xffffn), { minLength: 8, maxLength: 8 }).map((groups) => groups.reduce((sum, group) => (sum << 16n) | group, 0n)),
)
/** The browser's and Node's URL parser writes IPv6 hosts in RFC 5952 form, but never dotted. */
const serialised = (text: string): string => new URL(`http://[${text}]/`).hostname.slice(1, -1)

describe('properties', () => {
  it('number to text to number is the identity, and the text is canonical', () => {
    fc.assert(fc.property(fc.oneof(ipv4Bits.map((bits) => [4, bits] as const), ipv6Bits.map((bits) => [6, bits] as const)), ([version, bits]) => {
      const address = ipFromBits(version, bits)
      expect(bitsOf(address)).toBe(bits)
      expect(versionOf(address)).toBe(version)
      expect(parseIp(address)).toEqual({ ok: true, value: address })
    }))
  })
  it('the IPv6 text is the one the URL standard writes', () => {
    fc.assert(fc.property(ipv6Bits.filter((bits) => bits >> 32n !== 0xffffn), (bits) => {
      const address = ipFromBits(6, bits)
      expect(address).toBe(serialised(address))
    }))
  })
  it('accepts what node:net accepts, zone ids aside', () => {
    const piece = fc.constantFrom('0', '1', '00', '255', '256', 'f', 'ffff', 'g', ':', '::', '.', ':', '.', '%1', '192.0.2.1', ' ')
    fc.assert(fc.property(fc.oneof(fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')), fc.ipV4(), fc.ipV6()), (text) => {
      expect(parseIp(text).ok).toBe((isIPv4(text) || isIPv6(text)) && !text.includes('%'))
    }), { numRuns: 3000 })
  })
  it('compareIp orders by version, then number', () => {
    fc.assert(fc.property(ipv4Bits, ipv4Bits, (a, b) => {
      expect(compareIp(ipFromBits(4, a), ipFromBits(4, b))).toBe(a < b ? -1 : a > b ? 1 : 0)
      expect(compareIp(ipFromBits(4, a), ipFromBits(6, b))).toBe(-1)
    }))
  })
})

it('ip throws for a text that is no address', () => {
  expect(() => ip('192.0.2.256')).toThrow('192.0.2.256')
})
it('ipFromBits throws for a number that does not fit the version', () => {
  expect(() => ipFromBits(4, 2n ** 32n)).toThrow(RangeError)
  expect(() => ipFromBits(6, -1n)).toThrow(RangeError)
})

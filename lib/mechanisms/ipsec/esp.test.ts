import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CIPHER_NAMES, espOverhead, innerMtuBytes } from './esp'

/** RFC 4303 section 2.4: payload and trailer are padded to the block; the rest is added around them. */
const outerBytes = ({ headerBytes, trailerBytes, blockBytes }: ReturnType<typeof espOverhead>, inner: number) =>
  Math.ceil((inner + trailerBytes) / blockBytes) * blockBytes + headerBytes - trailerBytes

describe('the largest inner packet', () => {
  it.each([
    { name: 'AES-GCM over 1500 bytes (AWS Site-to-Site VPN, customer gateway best practices: MTU 1446)', cipher: 'aes-gcm-16', encapsulation: 'esp', outer: 1500, expected: 1446 },
    { name: 'AES-GCM with NAT traversal (the same: 1438)', cipher: 'aes-gcm-16', encapsulation: 'udp', outer: 1500, expected: 1438 },
    { name: 'AES-CBC with SHA-1 over 1500 bytes (the same: 1438)', cipher: 'aes-cbc-sha1', encapsulation: 'esp', outer: 1500, expected: 1438 },
    { name: 'AES-CBC with SHA2-512 over 1500 bytes (the same: 1422)', cipher: 'aes-cbc-sha2-512', encapsulation: 'esp', outer: 1500, expected: 1422 },
    { name: 'AES-GCM over 1460 bytes (Cloud VPN, MTU considerations: gateway MTU 1460)', cipher: 'aes-gcm-16', encapsulation: 'esp', outer: 1460, expected: 1406 },
  ] as const)('$name', ({ cipher, encapsulation, outer, expected }) => { expect(innerMtuBytes(espOverhead(cipher, encapsulation), outer)).toBe(expected) })

  it('is the largest that fits: one byte more does not', () => {
    fc.assert(fc.property(fc.constantFrom(...CIPHER_NAMES), fc.constantFrom('esp', 'udp'), fc.integer({ min: 576, max: 9001 }), (cipher, encapsulation, outer) => {
      const overhead = espOverhead(cipher, encapsulation as 'esp' | 'udp')
      const inner = innerMtuBytes(overhead, outer)
      expect(outerBytes(overhead, inner)).toBeLessThanOrEqual(outer)
      expect(outerBytes(overhead, inner + 1)).toBeGreaterThan(outer)
    }))
  })
})

import { expect, it } from 'vitest'
import { inTunnel, tunnelMtuBytes } from '@/lib/verify/linux-site.fixture'

it.each([
  { name: 'over IPv4 it adds 24 bytes, protocol 47', config: {}, sizeBytes: 100, expected: { inner: 100, outer: 124, protocol: 47, port: undefined } },
  { name: 'a key adds 4 bytes', config: { key: 7 }, sizeBytes: 100, expected: { inner: 100, outer: 128, protocol: 47, port: undefined } },
  { name: 'over IPv6 it adds 52 bytes', config: { outside: ['2001:db8::1', '2001:db8::2'] }, sizeBytes: 100, expected: { inner: 100, outer: 152, protocol: 47, port: undefined } },
])('$name', ({ config, sizeBytes, expected }) => { expect(inTunnel('gre', config, sizeBytes)).toEqual({ problems: [], sees: 'ok', ...expected }) })

it('the interface takes what is left of 1500 bytes: 1476', () => { expect(tunnelMtuBytes('gre')).toBe(1476) })

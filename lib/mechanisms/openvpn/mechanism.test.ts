import { expect, it } from 'vitest'
import { inTunnel, tunnelMtuBytes } from '@/lib/verify/linux-site.fixture'

it.each([
  { name: 'over IPv4 it adds 52 bytes, in UDP to port 1194', config: {}, sizeBytes: 100, expected: { inner: 100, outer: 152, protocol: 17, port: 1194 } },
  { name: 'over IPv6 it adds 72 bytes', config: { outside: ['2001:db8::1', '2001:db8::2'] }, sizeBytes: 100, expected: { inner: 100, outer: 172, protocol: 17, port: 1194 } },
])('$name', ({ config, sizeBytes, expected }) => { expect(inTunnel('openvpn', config, sizeBytes)).toEqual({ problems: [], sees: 'ok', ...expected }) })

it('the interface takes what is left of 1500 bytes: 1500', () => { expect(tunnelMtuBytes('openvpn')).toBe(1500) })

import { expect, it } from 'vitest'
import { inTunnel, tunnelMtuBytes } from '@/lib/verify/linux-site.fixture'

it.each([
  { name: 'over IPv4 it adds 50 bytes, in UDP to port 6081', config: {}, sizeBytes: 100, expected: { inner: 100, outer: 150, protocol: 17, port: 6081 } },
  { name: 'options add their bytes', config: { optionsBytes: 8 }, sizeBytes: 100, expected: { inner: 100, outer: 158, protocol: 17, port: 6081 } },
  { name: 'over IPv6 it adds 70 bytes', config: { outside: ['2001:db8::1', '2001:db8::2'] }, sizeBytes: 100, expected: { inner: 100, outer: 170, protocol: 17, port: 6081 } },
])('$name', ({ config, sizeBytes, expected }) => { expect(inTunnel('geneve', config, sizeBytes)).toEqual({ problems: [], sees: 'ok', ...expected }) })

it('the interface takes what is left of 1500 bytes: 1450', () => { expect(tunnelMtuBytes('geneve')).toBe(1450) })

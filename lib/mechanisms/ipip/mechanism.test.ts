import { expect, it } from 'vitest'
import { inTunnel, tunnelMtuBytes, tunnelledSite } from '@/lib/verify/linux-site.fixture'

it.each([
  { name: 'it adds an IPv4 header of 20 bytes, protocol 4', config: {}, sizeBytes: 100, expected: { inner: 100, outer: 120, protocol: 4, port: undefined } },
])('$name', ({ config, sizeBytes, expected }) => { expect(inTunnel('ipip', config, sizeBytes)).toEqual({ problems: [], sees: 'ok', ...expected }) })

it('the interface takes what is left of 1500 bytes: 1480', () => { expect(tunnelMtuBytes('ipip')).toBe(1480) })

it('does not run over IPv6', () => {
  expect(tunnelledSite('ipip', { outside: ['2001:db8::1', '2001:db8::2'] }).problems.map(({ code }) => code)).toContain('ipip.over-ipv6')
})

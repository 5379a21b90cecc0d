import { describe, expect, it } from 'vitest'
import { askSite, inTunnel, tunnelMtuBytes, tunnelledSite } from '@/lib/verify/linux-site.fixture'

it.each([
  { name: 'it pads to 16 bytes and adds 60, in UDP to port 51820', config: {}, sizeBytes: 100, expected: { inner: 100, outer: 172, protocol: 17, port: 51820 } },
  { name: 'what is a multiple of 16 is not padded', config: {}, sizeBytes: 112, expected: { inner: 112, outer: 172, protocol: 17, port: 51820 } },
  { name: 'over IPv6 it adds 80 bytes', config: { outside: ['2001:db8::1', '2001:db8::2'] }, sizeBytes: 112, expected: { inner: 112, outer: 192, protocol: 17, port: 51820 } },
])('$name', ({ config, sizeBytes, expected }) => { expect(inTunnel('wireguard', config, sizeBytes)).toEqual({ problems: [], sees: 'ok', ...expected }) })

it('the interface takes what is left of 1500 bytes: 1420', () => { expect(tunnelMtuBytes('wireguard')).toBe(1420) })

describe('allowed IPs', () => {
  it.each([
    { name: 'what is behind the other end goes in and comes out', allowedIps: [['10.2.0.0/24'], ['10.1.0.0/24']], sees: 'ok' },
    { name: 'what is not does not go in', allowedIps: [['10.9.0.0/24'], ['10.1.0.0/24']], sees: 'unreachable' },
    { name: 'what comes from elsewhere does not come out', allowedIps: [['10.2.0.0/24'], ['10.9.0.0/24']], sees: 'timeout' },
  ])('$name', ({ allowedIps, sees }) => { expect(askSite(tunnelledSite('wireguard', { allowedIps }).network).clientSees).toBe(sees) })
})

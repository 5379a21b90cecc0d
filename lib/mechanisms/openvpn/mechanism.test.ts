import { describe, expect, it } from 'vitest'
import { askSite, outcomeOf, tunnelledSite, wrappedBytes } from '@/lib/verify/linux-site.fixture'
import { deviceOf } from '@/lib/network/names'

it.each([
  { name: 'over IPv4 it adds 52 bytes, in UDP to port 1194', config: {}, sizeBytes: 100, expected: { inner: 100, outer: 152, protocol: 17, port: 1194 } },
  { name: 'over IPv6 it adds 72 bytes', config: { outside: ['2001:db8::1', '2001:db8::2'] }, sizeBytes: 100, expected: { inner: 100, outer: 172, protocol: 17, port: 1194 } },
])('$name', ({ config, sizeBytes, expected }) => {
  const { network, problems } = tunnelledSite('openvpn', config)
  const answer = askSite(network, { protocol: 'udp', sizeBytes })
  expect(problems).toEqual([])
  expect(outcomeOf(answer)).toEqual({ sees: 'ok', source: '10.1.0.10', ends: null })
  expect(wrappedBytes(answer)).toEqual(expected)
})

it('the interface takes what is left of 1500 bytes: 1500', () => {
  const { network } = tunnelledSite('openvpn')
  expect(network.devices.get(deviceOf('router-a'))?.interfaces.find(item => item.tunnel)?.mtuBytes).toBe(1500)
})

it('a tunnel that is down carries nothing', () => {
  expect(outcomeOf(askSite(tunnelledSite('openvpn', {}, {}, 'down').network)).ends).toBe('tunnel-down at router-a')
})

describe('what is wrong with it', () => {
  it.each([
    { name: 'an outside address of another machine', config: { outside: ['198.51.100.2', '198.51.100.1'] }, codes: ['openvpn.outside-of-another', 'openvpn.outside-of-another'] },
    { name: 'outside addresses of two versions', config: { outside: ['198.51.100.1', '2001:db8::2'] }, codes: ['openvpn.versions-differ'] },
    { name: 'inside addresses of two prefixes', config: { inside: [['172.16.0.1/30'], ['172.16.9.2/30']] }, codes: ['openvpn.inside-apart'] },
  ])('$name', ({ config, codes }) => {
    expect(tunnelledSite('openvpn', config).problems.map(({ code }) => code).filter(code => code !== 'ipip.over-ipv6')).toEqual(codes)
  })
})

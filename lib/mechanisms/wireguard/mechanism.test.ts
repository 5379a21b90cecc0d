import { describe, expect, it } from 'vitest'
import { askSite, outcomeOf, tunnelledSite, wrappedBytes } from '@/lib/verify/linux-site.fixture'
import { deviceOf } from '@/lib/network/names'

it.each([
  { name: 'it pads to 16 bytes and adds 60, in UDP to port 51820', config: {}, sizeBytes: 100, expected: { inner: 100, outer: 172, protocol: 17, port: 51820 } },
  { name: 'what is a multiple of 16 is not padded', config: {}, sizeBytes: 112, expected: { inner: 112, outer: 172, protocol: 17, port: 51820 } },
  { name: 'over IPv6 it adds 80 bytes', config: { outside: ['2001:db8::1', '2001:db8::2'] }, sizeBytes: 112, expected: { inner: 112, outer: 192, protocol: 17, port: 51820 } },
])('$name', ({ config, sizeBytes, expected }) => {
  const { network, problems } = tunnelledSite('wireguard', config)
  const answer = askSite(network, { protocol: 'udp', sizeBytes })
  expect(problems).toEqual([])
  expect(outcomeOf(answer)).toEqual({ sees: 'ok', source: '10.1.0.10', ends: null })
  expect(wrappedBytes(answer)).toEqual(expected)
})

it('the interface takes what is left of 1500 bytes: 1420', () => {
  const { network } = tunnelledSite('wireguard')
  expect(network.devices.get(deviceOf('router-a'))?.interfaces.find(item => item.tunnel)?.mtuBytes).toBe(1420)
})

it('a tunnel that is down carries nothing', () => {
  expect(outcomeOf(askSite(tunnelledSite('wireguard', {}, {}, 'down').network)).ends).toBe('tunnel-down at router-a')
})

describe('what is wrong with it', () => {
  it.each([
    { name: 'an outside address of another machine', config: { outside: ['198.51.100.2', '198.51.100.1'] }, codes: ['wireguard.outside-of-another', 'wireguard.outside-of-another'] },
    { name: 'outside addresses of two versions', config: { outside: ['198.51.100.1', '2001:db8::2'] }, codes: ['wireguard.versions-differ'] },
    { name: 'inside addresses of two prefixes', config: { inside: [['172.16.0.1/30'], ['172.16.9.2/30']] }, codes: ['wireguard.inside-apart'] },
  ])('$name', ({ config, codes }) => {
    expect(tunnelledSite('wireguard', config).problems.map(({ code }) => code).filter(code => code !== 'ipip.over-ipv6')).toEqual(codes)
  })
})

describe('allowed IPs', () => {
  it.each([
    { name: 'what is behind the other end goes in and comes out', allowedIps: [['10.2.0.0/24'], ['10.1.0.0/24']], sees: 'ok' },
    { name: 'what is not does not go in', allowedIps: [['10.9.0.0/24'], ['10.1.0.0/24']], sees: 'unreachable' },
    { name: 'what comes from elsewhere does not come out', allowedIps: [['10.2.0.0/24'], ['10.9.0.0/24']], sees: 'timeout' },
  ])('$name', ({ allowedIps, sees }) => { expect(askSite(tunnelledSite('wireguard', { allowedIps }).network).clientSees).toBe(sees) })
})

import { describe, expect, it } from 'vitest'
import { askSite, outcomeOf, tunnelledSite, wrappedBytes } from '@/lib/verify/linux-site.fixture'
import { deviceOf } from '@/lib/network/names'

it.each([
  { name: 'over IPv4 it adds 24 bytes, protocol 47', config: {}, sizeBytes: 100, expected: { inner: 100, outer: 124, protocol: 47, port: undefined } },
  { name: 'a key adds 4 bytes', config: { key: 7 }, sizeBytes: 100, expected: { inner: 100, outer: 128, protocol: 47, port: undefined } },
  { name: 'over IPv6 it adds 52 bytes', config: { outside: ['2001:db8::1', '2001:db8::2'] }, sizeBytes: 100, expected: { inner: 100, outer: 152, protocol: 47, port: undefined } },
])('$name', ({ config, sizeBytes, expected }) => {
  const { network, problems } = tunnelledSite('gre', config)
  const answer = askSite(network, { protocol: 'udp', sizeBytes })
  expect(problems).toEqual([])
  expect(outcomeOf(answer)).toEqual({ sees: 'ok', source: '10.1.0.10', ends: null })
  expect(wrappedBytes(answer)).toEqual(expected)
})

it('the interface takes what is left of 1500 bytes: 1476', () => {
  const { network } = tunnelledSite('gre')
  expect(network.devices.get(deviceOf('router-a'))?.interfaces.find(item => item.tunnel)?.mtuBytes).toBe(1476)
})

it('a tunnel that is down carries nothing', () => {
  expect(outcomeOf(askSite(tunnelledSite('gre', {}, {}, 'down').network)).ends).toBe('tunnel-down at router-a')
})

describe('what is wrong with it', () => {
  it.each([
    { name: 'an outside address of another machine', config: { outside: ['198.51.100.2', '198.51.100.1'] }, codes: ['gre.outside-of-another', 'gre.outside-of-another'] },
    { name: 'outside addresses of two versions', config: { outside: ['198.51.100.1', '2001:db8::2'] }, codes: ['gre.versions-differ'] },
    { name: 'inside addresses of two prefixes', config: { inside: [['172.16.0.1/30'], ['172.16.9.2/30']] }, codes: ['gre.inside-apart'] },
  ])('$name', ({ config, codes }) => {
    expect(tunnelledSite('gre', config).problems.map(({ code }) => code).filter(code => code !== 'ipip.over-ipv6')).toEqual(codes)
  })
})

describe('a smaller wire under the tunnel', () => {
  const small = { elements: { wan: { mtuBytes: 1400 } } }
  it.each([
    { name: 'the outer packet must not be fragmented, so the sender learns of it', config: {}, sees: 'too-big' },
    { name: 'unless the tunnel ignores don\'t-fragment', config: { outerDf: 'clear' }, sees: 'ok' },
  ])('$name', ({ config, sees }) => {
    expect(askSite(tunnelledSite('gre', config, small).network, { protocol: 'udp', sizeBytes: 1450 }).clientSees).toBe(sees)
  })
})

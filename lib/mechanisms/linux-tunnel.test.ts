import { describe, expect, it } from 'vitest'
import { parseDesign } from '@/lib/design/parse'
import { askSite, outcomeOf, tunnelledSite } from '@/lib/verify/linux-site.fixture'
import { MECHANISMS } from './index'

/** A router of one's own and the VPN gateways of two clouds, with a tunnel of the named kind between two of them. */
const text = (mechanism: string, ends: string) => `podway: 1
name: Tunnels
elements:
  office: { kind: site, provider: on-premises }
  wan: { kind: segment, parent: office, cidrs: [198.51.100.0/24] }
  router-a: { kind: router, parent: office, interfaces: [{ segment: wan, addresses: [198.51.100.1/24] }] }
  router-b: { kind: router, parent: office, interfaces: [{ segment: wan, addresses: [198.51.100.2/24] }] }
  aws: { kind: site, provider: aws, region: eu-west-1 }
  vpc: { kind: vpc, parent: aws, cidrs: [10.0.0.0/16] }
  vgw: { kind: vpn-gateway, parent: vpc, addresses: [203.0.113.1] }
links:
  tunnel: { kind: tunnel, ends: [${ends}], mechanism: ${mechanism} }
`
const complaints = (mechanism: string, ends: string) => {
  const read = parseDesign(text(mechanism, ends), { source: 'x.yaml', mechanisms: MECHANISMS })
  return read.ok ? [] : read.error.map(({ path, message }) => `${path}: ${message}`)
}

describe.each(['vxlan', 'geneve', 'gre', 'ipip', 'openvpn', 'wireguard'])('a tunnel of kind %s', name => {
  it('runs between machines of one\'s own', () => { expect(complaints(name, 'router-a, router-b')).toEqual([]) })
  it.each(['vgw, router-b', 'router-a, vgw'])('does not end at the VPN gateway of a cloud, which speaks IPsec only: %s', ends => {
    expect(complaints(name, ends)).toEqual([`links.tunnel.mechanism: The mechanism ${name} does not fit a tunnel in this place: vgw is a vpn-gateway, and both ends must be a router.`])
  })
  it('shows the server the client\'s own address', () => {
    const { network, problems } = tunnelledSite(name)
    expect(problems).toEqual([])
    expect(outcomeOf(askSite(network, { protocol: 'udp' }))).toEqual({ sees: 'ok', source: '10.1.0.10', ends: null })
  })
  it('carries nothing while it is down', () => { expect(outcomeOf(askSite(tunnelledSite(name, {}, {}, 'down').network)).ends).toBe('tunnel-down at router-a') })
  it.each([{ size: 'small', sizeBytes: 100 }, { size: 'large', sizeBytes: 1420 }])('drops a $size packet whose outer one is routed into it again, and tells nobody (seeds 7180, 7297, 7397)', ({ sizeBytes }) => {
    const { network } = tunnelledSite(name, {}, { a: { routes: [{ to: '10.2.0.0/24', dev: 'tun0' }, { to: '198.51.100.2/32', dev: 'tun0' }] } })
    expect(outcomeOf(askSite(network, { protocol: 'udp', sizeBytes }))).toEqual({ sees: 'timeout', source: null, ends: 'loop at router-a' })
  })
  it.each([
    { wrong: 'an outside address of another machine', config: { outside: ['198.51.100.2', '198.51.100.1'] }, codes: [`${name}.outside-of-another`, `${name}.outside-of-another`] },
    { wrong: 'outside addresses of two versions', config: { outside: ['198.51.100.1', '2001:db8::2'] }, codes: [`${name}.versions-differ`] },
    { wrong: 'inside addresses of two prefixes', config: { inside: [['172.16.0.1/30'], ['172.16.9.2/30']] }, codes: [`${name}.inside-apart`] },
  ])('is wrong with $wrong', ({ config, codes }) => {
    expect(tunnelledSite(name, config).problems.map(({ code }) => code).filter(code => code !== 'ipip.over-ipv6')).toEqual(codes)
  })
})

/** At router-a marked datagrams take a table in which the tunnel's other end is unreachable. */
const markedAway = (name: string) => {
  const { network } = tunnelledSite(name, {}, { a: {
    routes: [{ to: '10.2.0.0/24', dev: 'tun0' }, { to: '10.2.0.0/24', dev: 'tun0', table: '100' }, { to: '198.51.100.2/32', type: 'blackhole', table: '100' }],
    rules: [{ priority: 100, fwmark: 7, table: '100' }], marks: [{ hook: 'prerouting', traffic: ['udp/53'], action: 'mark', set: 7 }],
  } })
  return [outcomeOf(askSite(network, { protocol: 'udp' })).ends, outcomeOf(askSite(network)).ends]
}
describe.each(['vxlan', 'geneve'])('a mark on what goes into a tunnel of kind %s', name => {
  it('chooses the way of the outer packet, too (udp_tunnel_dst_lookup)', () => { expect(markedAway(name)).toEqual(['null-routed at router-a', null]) })
})
describe.each(['gre', 'ipip', 'wireguard', 'openvpn'])('a mark on what goes into a tunnel of kind %s', name => {
  it('does not choose the way of the outer packet (ip_tunnel_xmit, wg_socket_send_skb_to_peer)', () => { expect(markedAway(name)).toEqual([null, null]) })
})

describe.each(['gre', 'ipip'])('a smaller wire under a tunnel of kind %s', name => {
  it.each([
    { rule: 'the outer packet must not be fragmented, so the sender learns of it', config: {}, sees: 'too-big' },
    { rule: 'unless the tunnel ignores don\'t-fragment', config: { outerDf: 'clear' }, sees: 'ok' },
  ])('$rule', ({ config, sees }) => {
    expect(askSite(tunnelledSite(name, config, { elements: { wan: { mtuBytes: 1400 } } }).network, { protocol: 'udp', sizeBytes: 1450 }).clientSees).toBe(sees)
  })
})

it.each(['vxlan', 'geneve'])('a smaller wire under a tunnel of kind %s cuts the outer packet up', name => {
  expect(askSite(tunnelledSite(name, {}, { elements: { wan: { mtuBytes: 1400 } } }).network, { protocol: 'udp', sizeBytes: 1450 }).clientSees).toBe('ok')
})

it('IPsec runs between any of them', () => {
  expect([complaints('ipsec', 'vgw, router-b'), complaints('ipsec', 'router-a, router-b')]).toEqual([[], []])
})

import { describe, expect, it } from 'vitest'
import { parseDesign } from '@/lib/design/parse'
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
})

it('IPsec runs between any of them', () => {
  expect([complaints('ipsec', 'vgw, router-b'), complaints('ipsec', 'router-a, router-b')]).toEqual([[], []])
})

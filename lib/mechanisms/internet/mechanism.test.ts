import { describe, expect, it } from 'vitest'
import { compile } from '@/lib/compile/compile'
import type { Design } from '@/lib/design/design'
import { ip } from '@/lib/net/ip-address'
import { deviceOf } from '@/lib/network/names'
import { converse } from '@/lib/trace/conversation'
import { internet } from './mechanism'

const compiled = (elements: Record<string, unknown>) => compile({ podway: 1, name: 'test', elements, links: {}, assertions: [], layout: {} } as unknown as Design, [internet])
const BASE = {
  world: { kind: 'internet' },
  home: { kind: 'host', parent: 'world', address: '198.51.100.7' },
  shop: { kind: 'host', parent: 'world', address: '203.0.113.7', ports: [443, 'udp/53'] },
}
const ask = (destination: string, protocol = 6, destinationPort = 443) => {
  const said = converse(compiled(BASE).network, { device: deviceOf('home'), destination: ip(destination), protocol, destinationPort, sizeBytes: 100, dontFragment: true })
  return `${said.forward.map(trace => `${trace.disposition} at ${trace.place}`).join(' ')}, ${said.clientSees}`
}

describe('the internet', () => {
  it.each([
    { name: 'carries packets between public addresses (RFC 1812 section 5.2.1)', answer: ask('203.0.113.7'), expected: 'accepted at shop, ok' },
    { name: 'a host listens with the protocol it says', answer: ask('203.0.113.7', 17, 53), expected: 'accepted at shop, ok' },
    { name: 'and refuses where it does not (RFC 9293 section 3.5.2)', answer: ask('203.0.113.7', 6, 80), expected: 'refused at shop, refused' },
    { name: 'carries no private destination (RFC 1918 section 3)', answer: ask('10.1.2.3'), expected: 'no-route at world, timeout' },
    { name: 'carries no link-local destination (RFC 3927 section 2.7)', answer: ask('169.254.1.1'), expected: 'no-route at world, timeout' },
    { name: 'has addresses that the design does not know', answer: ask('192.0.2.99').split(',')[0], expected: 'exits-network at world' },
  ])('$name', ({ answer, expected }) => { expect(answer).toBe(expected) })

  it('a host on it needs a public address (RFC 1918 section 3)', () => {
    expect(compiled({ ...BASE, home: { ...BASE.home, address: '192.168.1.7' } }).problems).toEqual([{ severity: 'error', code: 'internet.address-not-public', element: 'home', field: 'address', facts: { host: 'home', address: '192.168.1.7' } }])
    expect(compiled(BASE).problems).toEqual([])
  })
})

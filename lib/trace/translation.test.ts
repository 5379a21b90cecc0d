import { describe, expect, it } from 'vitest'
import { cidr } from '@/lib/net/cidr'
import { elementId } from '@/lib/net/element-id'
import { ip } from '@/lib/net/ip-address'
import { PROTOCOLS } from '@/lib/net/protocol'
import { deviceOf, interfaceOf } from '@/lib/network/names'
import { converse } from './conversation'
import { chain, changed, filter, flow, marking, nat, overV6, ping, policy, protocol, rule, told, udp } from './sample-chain'

const target = (address: string, port?: number) => ({ address: ip(address), from: elementId('backend'), ...(port === undefined ? {} : { port }) })
const wan = interfaceOf(deviceOf('router'), 'wan')
const seen = (network: ReturnType<typeof chain>, asked = flow()) => converse(network, asked).accepted.map(entry => entry.sourceSeen)

describe('source translation', () => {
  it('masquerade takes an address of the packet\'s own version', () => {
    const network = chain({ router: changed({ nat: [nat('postrouting', { type: 'masquerade' })] }) })
    expect(seen(network)).toEqual(['198.51.100.1'])
    expect(seen(network, overV6(flow()))).toEqual(['2001:db8:2::1'])
  })
  it('masquerade takes the address beside the next hop (Linux inet_select_addr)', () => {
    expect(seen(chain({ router: { interfaces: { lan: 'lan 192.0.2.1/24', wan: 'wan 203.0.113.1/24 198.51.100.1/24' }, ...changed({ nat: [nat('postrouting', { type: 'masquerade' })] }) } }))).toEqual(['198.51.100.1'])
  })
  it('an out-interface without an address borrows one of the device (Linux inet_select_addr)', () => {
    const router = { interfaces: { lan: 'lan 192.0.2.1/24', wan: 'wan' }, routes: ['198.51.100.0/24 dev wan'], ...changed({ nat: [nat('postrouting', { type: 'masquerade' })] }) }
    expect(told(chain({ router }))).toMatchObject({ sourceSeen: '192.0.2.1' })
  })
  it('every address of a pool is followed', () => {
    const network = chain({ router: { ...changed({ nat: [nat('postrouting', { type: 'source', addresses: [ip('198.51.100.1'), ip('198.51.100.2')] })] }), interfaces: { lan: 'lan 192.0.2.1/24', wan: 'wan 198.51.100.1/24 198.51.100.2/24' } } })
    expect(told(network)).toMatchObject({ reachability: 'reachable' })
    expect(seen(network)).toEqual(['198.51.100.1', '198.51.100.2'])
  })
  it('a pool address that nobody holds loses its replies', () => {
    const network = chain({ router: changed({ nat: [nat('postrouting', { type: 'source', addresses: [ip('198.51.100.1'), ip('198.51.100.99')] })] }) })
    expect(told(network)).toMatchObject({ reachability: 'ambiguous', disposition: 'neighbor-unreachable', at: 'server' })
  })
  it('a source port outside the range becomes one inside, and the reply gets its own back', () => {
    const network = chain({ router: changed({ nat: [nat('postrouting', { type: 'masquerade', ports: { from: 1024, to: 2048 } })] }) })
    const made = converse(network, flow({ sourcePort: 40000 }))
    expect(made.reachability).toBe('reachable')
    expect(made.forward[0]?.arrived.sourcePort).toBe(1024)
    expect(converse(network, flow({ sourcePort: 1500 })).forward[0]?.arrived.sourcePort).toBe(1500)
  })
  it('only packets that leave by the interface', () => {
    expect(seen(chain({ router: changed({ nat: [nat('postrouting', { type: 'masquerade' }, { outInterfaces: [interfaceOf(deviceOf('router'), 'lan')] })] }) }))).toEqual(['192.0.2.10'])
  })
  it('a reply that misses the translating device is not one (mechanisms.md 0.1, 3)', () => {
    const network = chain({ router: changed({ nat: [nat('postrouting', { type: 'source', addresses: [ip('198.51.100.2')] })] }) },
      [{ id: 'two', interfaces: { lan: 'lan 192.0.2.2/24', wan: 'wan 198.51.100.2/24' } }])
    expect(told(network)).toMatchObject({ reachability: 'unreachable', disposition: 'delivered-elsewhere', clientSees: 'timeout' })
  })
})

describe('destination translation', () => {
  const virtual = flow({ destination: ip('203.0.113.80'), destinationPort: 8080 })
  const toServer = nat('prerouting', { type: 'destination', targets: [target('198.51.100.20', 80)] }, { destinations: { cidrs: [cidr('203.0.113.80/32')] } })
  it('with another port, there and back', () => { expect(told(chain({ router: changed({ nat: [toServer] }) }), virtual)).toMatchObject({ reachability: 'reachable', sourceSeen: '192.0.2.10' }) })
  it('for a device\'s own packets, which keep the source that the first routing chose (Linux ip_route_me_harder)', () => {
    const client = { interfaces: { eth0: 'lan 192.0.2.10/24', lo: 'inside 203.0.113.1/24' }, routes: ['0.0.0.0/0 via 192.0.2.1 dev eth0'], ...changed({ nat: [nat('output', { type: 'destination', targets: [target('198.51.100.20', 80)] })] }) }
    expect(told(chain({ client, router: { routes: ['203.0.113.0/24 via 192.0.2.10'] } }), virtual)).toMatchObject({ reachability: 'reachable', sourceSeen: '203.0.113.1' })
  })
  it('to the device itself, by its own output', () => {
    const client = { listens: [80], ...changed({ nat: [nat('output', { type: 'destination', targets: [target('192.0.2.10', 80)] })] }) }
    expect(told(chain({ client }), virtual)).toMatchObject({ reachability: 'reachable' })
  })
  it('to the client itself comes back with the client\'s own source, which is spoofed unless it is masqueraded (kernel-lab 3, hairpin)', () => {
    const hairpin = (nats: Parameters<typeof nat>[1][]) => chain({ client: { listens: [80] }, router: changed({ nat: [nat('prerouting', { type: 'destination', targets: [target('192.0.2.10', 80)] }, { destinations: { cidrs: [cidr('203.0.113.80/32')] } }), ...nats.map(action => nat('postrouting', action))] }) })
    expect(told(hairpin([]), virtual)).toMatchObject({ disposition: 'spoof-dropped', at: 'client' })
    expect(told(hairpin([{ type: 'masquerade' }]), virtual)).toMatchObject({ reachability: 'reachable', sourceSeen: '192.0.2.1' })
  })
  it('targets of the other version are none', () => {
    expect(told(chain({ router: changed({ nat: [nat('prerouting', { type: 'destination', targets: [target('2001:db8:2::20', 80), target('198.51.100.20', 80)] })] }) }), virtual)).toMatchObject({ reachability: 'reachable' })
  })
  it('the first packet of a flow decides: a reply never meets the rules', () => {
    const network = chain({ router: changed({ nat: [nat('postrouting', { type: 'masquerade' })], filters: [] }), server: {} })
    expect(told(network)).toMatchObject({ reachability: 'reachable', sourceSeen: '198.51.100.1' })
  })
  it('a reply is routed and filtered with the backend\'s own source, and gets the asked one at the end (kernel-lab 6)', () => {
    const network = (source: string) => chain({ router: { change: device => ({ ...policy('router', { gone: ['192.0.2.0/24 blackhole'] }, [{ match: { sources: { cidrs: [cidr(source)] } } }]).change(device), nat: [toServer] }) } })
    expect(told(network('198.51.100.20/32'), virtual)).toMatchObject({ disposition: 'null-routed' })
    expect(told(network('203.0.113.80/32'), virtual)).toMatchObject({ reachability: 'reachable' })
  })
})

describe('one-to-one prefix mapping', () => {
  const mapping = { inside: cidr('192.0.2.0/24'), outside: cidr('203.0.113.0/24') }
  const both = [nat('postrouting', { type: 'source-prefix', ...mapping }, { outInterfaces: [wan] }), nat('prerouting', { type: 'destination-prefix', ...mapping }, { inInterfaces: [wan] })]
  it('errors about mapped packets find home (RFC 5508 section 4)', () => {
    expect(told(chain({ router: changed({ nat: both }) }), udp({ destinationPort: 81 }))).toMatchObject({ disposition: 'refused', clientSees: 'refused' })
  })
  it('IPv6 prefixes map alike (RFC 6296)', () => {
    const v6 = { inside: cidr('2001:db8:1::/64'), outside: cidr('2001:db8:9::/64') }
    const network = chain({ router: changed({ nat: [nat('postrouting', { type: 'source-prefix', ...v6 }, { outInterfaces: [wan] }), nat('prerouting', { type: 'destination-prefix', ...v6 }, { inInterfaces: [wan] })] }) })
    expect(told(network, overV6(flow()))).toMatchObject({ reachability: 'reachable', sourceSeen: '2001:db8:9::10' })
  })
})

describe('on a port, by the fabric', () => {
  it('the mapped address is the outside\'s, the inside one what the port\'s filters see', () => {
    const mapping = { inside: cidr('198.51.100.20/32'), outside: cidr('203.0.113.20/32') }
    const admits = filter('ingress', [rule({ destinations: { cidrs: [mapping.inside] } }, 'accept')])
    const server = { ports: { eth0: { claims: [mapping.outside], filters: [admits], nat: [nat('prerouting', { type: 'destination-prefix', ...mapping }), nat('postrouting', { type: 'source-prefix', ...mapping })] } } }
    expect(told(chain({ server, router: { routes: ['203.0.113.20/32 dev wan'] } }), flow({ destination: ip('203.0.113.20') }))).toMatchObject({ reachability: 'reachable' })
  })
})

describe('what the fast path goes round', () => {
  it('rules of the host are not met by what came in by a fast interface', () => {
    const host = { ...filter('forward', []), host: true as const }
    expect(told(chain({ router: changed({ filters: [host] }) }))).toMatchObject({ disposition: 'denied-in' })
    expect(told(chain({ router: { ...changed({ filters: [host] }), changeInterface: { lan: { path: 'fast' }, wan: { path: 'fast' } } } }))).toMatchObject({ reachability: 'reachable' })
  })
})

describe('errors through translation (RFC 5508 section 4)', () => {
  it.each([
    { name: 'from beyond a masquerade', network: chain({ router: changed({ nat: [nat('postrouting', { type: 'masquerade' })] }) }), asked: udp({ destinationPort: 81 }), sees: 'refused' },
    { name: 'from the translator itself, about a packet it refuses after translating', network: chain({ router: changed({ nat: [nat('postrouting', { type: 'masquerade' })], filters: [filter('forward', [rule({}, 'reject')])] }) }), asked: udp(), sees: 'refused' },
    { name: 'a reset from the translator', network: chain({ router: changed({ nat: [nat('prerouting', { type: 'destination', targets: [target('198.51.100.20')] })], filters: [filter('forward', [rule(protocol(PROTOCOLS.tcp), 'reset')])] }) }), asked: flow({ destination: ip('203.0.113.80') }), sees: 'refused' },
    { name: 'from the last router, about a neighbour that does not answer', network: chain({ router: changed({ nat: [nat('postrouting', { type: 'masquerade' })] }) }), asked: ping({ destination: ip('198.51.100.99') }), sees: 'unreachable' },
  ])('$name', ({ network, asked, sees }) => { expect(told(network, asked)).toMatchObject({ reachability: 'unreachable', clientSees: sees }) })

  it('marks set while translating reach later rules', () => {
    const nats = [nat('prerouting', { type: 'mark', mark: 0x4000 }), nat('postrouting', { type: 'masquerade' }, { mark: { value: 0x4000, mask: 0x4000 } })]
    expect(told(chain({ router: changed({ nat: nats, markings: [marking('prerouting', 'raw', { type: 'mark', bits: { value: 0, mask: 0 } })] }) }))).toMatchObject({ sourceSeen: '198.51.100.1' })
  })
})

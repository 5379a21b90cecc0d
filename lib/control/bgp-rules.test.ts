import { describe, expect, it } from 'vitest'
import { cidr, formatCidr } from '@/lib/net/cidr'
import { elementId } from '@/lib/net/element-id'
import { ip } from '@/lib/net/ip-address'
import { addTo, emptyDraft, seal } from '@/lib/network/build'
import { deviceOf, interfaceOf, linkOf, speakerOf, tableOf } from '@/lib/network/names'
import type { Network } from '@/lib/network/network'
import { plainDevice, plainInterface, plainLink } from '@/lib/network/plain'
import type { Route } from '@/lib/network/route'
import type { PolicyTerm, RoutePolicy } from '@/lib/network/route-policy'
import type { Origination, SessionEnd, Speaker } from '@/lib/network/speaker'
import { bgpRing } from './sample-ring'
import { settleRoutesBounded } from './settle-routes'

type Said = Partial<Speaker> & { readonly asn: number; readonly says?: readonly (string | (Partial<Origination> & { readonly range: string }))[]; readonly static?: readonly string[] }
type Ends = { readonly a?: Partial<SessionEnd>; readonly b?: Partial<SessionEnd> }

/** Speakers by name; sessions as "a b" over wires of their own, 10.<n>.0.1 and .2. */
function world(speakers: Readonly<Record<string, Said>>, sessions: Readonly<Record<string, Ends>>): Network {
  const draft = emptyDraft()
  for (const [name, { says = [], static: routes = [], ...more }] of Object.entries(speakers)) {
    const device = deviceOf(name)
    const from = elementId(name)
    const plain = plainDevice(device, from, 'router')
    const table = { ...plain.tables[0]!, routes: routes.map((prefix): Route => ({ code: 'test.static', from, prefix: cidr(prefix), nextHop: { type: 'blackhole' }, origin: 'static', preference: 5 })) }
    addTo(draft, [
      { add: 'device', device: { ...plain, tables: [table], forwards: true } },
      { add: 'speaker', speaker: { id: speakerOf(name), from, device, table: tableOf(device, 'main'), installs: { origin: 'bgp', preference: 20, code: 'bgp.learned' }, multipath: 'all', transit: true, ...more, originates: says.map(item => typeof item === 'string' ? { prefix: cidr(item), from } : { prefix: cidr(item.range), from, ...item }) } },
    ])
  }
  Object.entries(sessions).forEach(([text, ends], at) => {
    const [first, second] = text.split(' ').map(name => name.replace(/\d+$/, '')) as [string, string]
    const link = linkOf(`wire-${at}`)
    addTo(draft, [{ add: 'link', link: plainLink(link, elementId(text), 'point-to-point') }])
    const end = (name: string, side: 1 | 2, more: Partial<SessionEnd> = {}): SessionEnd => {
      const interfaceId = interfaceOf(deviceOf(name), `wire-${at}`)
      addTo(draft, [
        { add: 'interface', device: deviceOf(name), interface: { ...plainInterface(interfaceId, link, elementId(name), 1500), addresses: [{ address: ip(`10.${at}.0.${side}`), length: 30 }] } },
        { add: 'route', device: deviceOf(name), table: tableOf(deviceOf(name), 'main'), route: { code: 'test.connected', from: elementId(name), prefix: cidr(`10.${at}.0.0/30`), nextHop: { type: 'connected', interfaceId }, origin: 'connected', preference: 0 } },
      ])
      return { speaker: speakerOf(name), address: ip(`10.${at}.0.${side}`), interfaceId, ...more }
    }
    addTo(draft, [{ add: 'session', session: { id: elementId(text), ends: [end(first, 1, ends.a), end(second, 2, ends.b)] } }])
  })
  return seal(draft)
}

const NET = '203.0.113.0/24'
/** The routes to the network that a speaker has: "session [as path]". */
const routesAt = (network: Network, name: string, prefix = NET): readonly string[] =>
  settleRoutesBounded(network).network.devices.get(deviceOf(name))!.tables[0]!.routes.filter(route => route.origin === 'bgp' && formatCidr(route.prefix) === prefix).map(route => `${route.from} [${route.asPath?.join(' ')}]`)
const withheldAt = (network: Network, name: string): readonly string[] =>
  settleRoutesBounded(network).network.devices.get(deviceOf(name))!.tables[0]!.withheld.map(({ route, why }) => `${formatCidr(route.prefix)} ${why.code}`)
const policy = (terms: readonly Partial<PolicyTerm>[], otherwise: RoutePolicy['otherwise'] = 'accept'): RoutePolicy =>
  ({ terms: terms.map(term => ({ action: 'accept', code: 'test.term', from: elementId('policy'), ...term })), otherwise, denied: { code: 'test.denied', from: elementId('policy') } })

describe('the decision (RFC 4271 section 9.1.2.2)', () => {
  const origin = { asn: 1, says: [NET] }
  const twoWays = (imports: { readonly left?: RoutePolicy; readonly right?: RoutePolicy }, more: Partial<Said> = {}) => world(
    { origin, left: { asn: 2 }, right: { asn: 3 }, long: { asn: 4 }, end: { asn: 9, ...more } },
    { 'origin left': {}, 'origin right': {}, 'left end': imports.left ? { b: { imports: imports.left } } : {}, 'right end': imports.right ? { b: { imports: imports.right } } : {} },
  )
  it.each([
    { name: 'equal paths are used together (multipath)', network: twoWays({}), expected: ['left end [2 1]', 'right end [3 1]'] },
    { name: 'without multipath the lowest peer address decides (g)', network: twoWays({}, { multipath: 'none' }), expected: ['left end [2 1]'] },
    { name: 'the higher local preference wins (9.1.1)', network: twoWays({ right: policy([{ set: { localPreference: 200 } }]) }), expected: ['right end [3 1]'] },
    { name: 'a local preference beats a shorter path', network: world({ origin, middle: { asn: 2 }, end: { asn: 9 } }, { 'origin end': {}, 'origin middle': {}, 'middle end': { b: { imports: policy([{ set: { localPreference: 200 } }]) } } }), expected: ['middle end [2 1]'] },
    { name: 'a prepended path is longer', network: twoWays({ left: policy([{ set: { prepend: 1 } }]) }), expected: ['right end [3 1]'] },
    { name: 'the lower router id decides a tie (f)', network: world({ origin, left: { asn: 2, routerId: ip('192.0.2.9') }, right: { asn: 3, routerId: ip('192.0.2.1') }, end: { asn: 9, multipath: 'none' } }, { 'origin left': {}, 'origin right': {}, 'left end': {}, 'right end': {} }), expected: ['right end [3 1]'] },
  ])('$name', ({ network, expected }) => { expect(routesAt(network, 'end')).toEqual(expected) })

  it('MED reaches the neighbouring AS and no further (5.1.4)', () => {
    const network = world({ a: { asn: 1, says: [{ range: NET, med: 50 }] }, b: { asn: 1, says: [{ range: NET, med: 10 }] }, middle: { asn: 2 }, end: { asn: 9 } }, { 'a middle': {}, 'b middle': {}, 'a end': {}, 'b end': {} })
    expect(routesAt(network, 'middle')).toEqual(['b middle [1]'])
    const beyond = world({ a: { asn: 1, says: [{ range: NET, med: 50 }] }, left: { asn: 2 }, right: { asn: 2 }, end: { asn: 9 } }, { 'a left': {}, 'a right': {}, 'left end': {}, 'right end': {} })
    expect(routesAt(beyond, 'end')).toEqual(['left end [2 1]', 'right end [2 1]'])
  })
  it('the nearer next hop wins inside an AS (e)', () => {
    const end: Said = { asn: 9, resolvesNextHops: true }
    const network = world({ origin, near: { asn: 9 }, far: { asn: 9 }, end }, { 'origin near': {}, 'origin far': {}, 'near end': { a: { nextHopSelf: true } }, 'far end': { a: { nextHopSelf: true } } })
    const farther: Network = { ...network, devices: new Map([...network.devices].map(([id, device]) => [id, id === deviceOf('end') ? { ...device, tables: device.tables.map(table => ({ ...table, routes: table.routes.map(route => formatCidr(route.prefix) === '10.3.0.0/30' ? { ...route, metric: 10 } : route) })) } : device] as const)) }
    expect(routesAt(network, 'end')).toEqual(['near end [1]', 'far end [1]'])
    expect(routesAt(farther, 'end')).toEqual(['near end [1]'])
  })
})

describe('inside an AS', () => {
  const outside = { out: { asn: 1, says: [NET] } }
  it('a next hop outside that nothing leads to makes the path unusable (9.1.2.1)', () => {
    const speakers = { ...outside, edge: { asn: 9 }, core: { asn: 9, resolvesNextHops: true as const } }
    expect(routesAt(world(speakers, { 'out edge': {}, 'edge core': {} }), 'core')).toEqual([])
    expect(withheldAt(world(speakers, { 'out edge': {}, 'edge core': {} }), 'core')).toEqual([`${NET} bgp.next-hop-unreachable`])
    expect(routesAt(world(speakers, { 'out edge': {}, 'edge core': { a: { nextHopSelf: true } } }), 'core')).toEqual(['edge core [1]'])
  })
  it('what was learned inside is not told on inside (9.2), unless to or from a client of a reflector (RFC 4456 section 6)', () => {
    const speakers = { ...outside, edge: { asn: 9 }, middle: { asn: 9 }, last: { asn: 9 } }
    const sessions = (a: Partial<SessionEnd>, b: Partial<SessionEnd>) => ({ 'out edge': {}, 'edge middle': { b: a }, 'middle last': { a: b } })
    expect(routesAt(world(speakers, sessions({}, {})), 'last')).toEqual([])
    expect(routesAt(world(speakers, sessions({ reflectsFor: true }, {})), 'last')).toEqual(['middle last [1]'])
    expect(routesAt(world(speakers, sessions({}, { reflectsFor: true })), 'last')).toEqual(['middle last [1]'])
  })
  it('a full mesh needs no reflector', () => {
    expect(routesAt(world({ ...outside, edge: { asn: 9 }, b: { asn: 9 }, c: { asn: 9 } }, { 'out edge': {}, 'edge b': {}, 'edge c': {}, 'b c': {} }), 'c')).toEqual(['edge c [1]'])
  })
  it('reflectors in a ring do not go round: originator and cluster list (RFC 4456 section 8)', () => {
    const reflect = { a: { reflectsFor: true as const }, b: { reflectsFor: true as const } }
    const network = world({ ...outside, a: { asn: 9, routerId: ip('192.0.2.1') }, b: { asn: 9, routerId: ip('192.0.2.2'), multipath: 'none' }, c: { asn: 9, routerId: ip('192.0.2.3') } }, { 'out a': {}, 'a b': reflect, 'b c': reflect, 'c a': reflect })
    expect(settleRoutesBounded(network).settled).toBe(true)
    expect(routesAt(network, 'b')).toEqual(['a b [1]'])
  })
  it('a local preference is told inside and not outside (5.1.5)', () => {
    const network = world({ ...outside, edge: { asn: 9, localPreference: 300 }, other: { asn: 9 }, core: { asn: 9 }, far: { asn: 5 } }, { 'out edge': {}, 'out other': {}, 'edge core': {}, 'other core': {}, 'core far': {} })
    expect(routesAt(network, 'core')).toEqual(['edge core [1]'])
    expect(routesAt(network, 'far')).toEqual(['core far [9 1]'])
  })
})

describe('policies', () => {
  const line = (ends: Ends, says: Said['says'] = [NET]) => world({ a: { asn: 1, says }, b: { asn: 2 }, c: { asn: 3 } }, { 'a b': ends, 'b c': {} })
  it.each([
    { name: 'an import filter keeps a prefix away, with its code', ends: { b: { imports: policy([{ prefixes: [{ within: cidr('203.0.113.0/24') }], action: 'deny' as const }]) } }, live: [], withheld: [`${NET} test.term`] },
    { name: 'an export filter as well', ends: { a: { exports: policy([], 'deny') } }, live: [], withheld: [`${NET} test.denied`] },
    { name: 'a prefix list by length does not match a longer one', ends: { b: { imports: policy([{ prefixes: [{ within: cidr('203.0.0.0/16') }], action: 'deny' as const }]) } }, live: ['a b [1]'], withheld: [] },
    { name: 'unless it says so', ends: { b: { imports: policy([{ prefixes: [{ within: cidr('203.0.0.0/16'), most: 24 }], action: 'deny' as const }]) } }, live: [], withheld: [`${NET} test.term`] },
    { name: 'an AS in the path', ends: { b: { imports: policy([{ asPathHolds: 1, action: 'deny' as const }]) } }, live: [], withheld: [`${NET} test.term`] },
    { name: 'a term that says next goes on', ends: { b: { imports: policy([{ action: 'next' as const }, { action: 'deny' as const }]) } }, live: [], withheld: [`${NET} test.term`] },
  ])('$name', ({ ends, live, withheld }) => {
    expect(routesAt(line(ends), 'b')).toEqual(live)
    expect(withheldAt(line(ends), 'b')).toEqual(withheld)
  })
  it.each([
    { name: 'a community is carried, and matched two ASes on', says: [{ range: NET, communities: ['1:1'] }], expected: [] },
    { name: 'no-export stays in the neighbouring AS (RFC 1997)', says: [{ range: NET, communities: ['65535:65281'] }], expected: [] },
    { name: 'another community does not match', says: [{ range: NET, communities: ['1:2'] }], expected: ['b c [2 1]'] },
  ])('$name', ({ says, expected }) => {
    const network = world({ a: { asn: 1, says }, b: { asn: 2 }, c: { asn: 3 } }, { 'a b': {}, 'b c': { b: { imports: policy([{ communities: ['1:1'], action: 'deny' }]) } } })
    expect(routesAt(network, 'c')).toEqual(says[0]?.communities[0] === '1:2' ? ['b c [2 1]'] : expected)
  })
  it('no-advertise is told to nobody (RFC 1997)', () => { expect(routesAt(line({}, [{ range: NET, communities: ['65535:65282'] }]), 'b')).toEqual([]) })
  it('own AS in the path, as often as it is allowed', () => {
    const network = (allowsOwnAs: number) => world({ a: { asn: 1, says: [NET] }, b: { asn: 2 }, c: { asn: 1, allowsOwnAs } }, { 'a b': {}, 'b c': {} })
    expect(routesAt(network(0), 'c')).toEqual([])
    expect(routesAt(network(1), 'c')).toEqual(['b c [2 1]'])
  })
})

describe('what comes to rest', () => {
  it('a ring of speakers: everybody has everything, by the shorter way', () => {
    const { network, settled } = settleRoutesBounded(bgpRing(9, 2))
    expect(settled).toBe(true)
    const lengths = network.devices.get(deviceOf('r0'))!.tables[0]!.routes.map(route => route.asPath?.length)
    expect(lengths).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 4, 4, 3, 3, 2, 2, 1, 1])
  })
  it('a wheel of three that each prefer the next one\'s way does not, and its prefix is named as undetermined (RFC 4451; the "bad gadget" of Griffin and Wilfong)', () => {
    const only = (asn: number, avoid: number) => ({ imports: policy([{ asPathHolds: avoid, action: 'deny' }, { asPathHolds: asn, set: { localPreference: 200 } }]) })
    const network = world({ o: { asn: 1, says: [NET] }, x: { asn: 11 }, y: { asn: 12 }, z: { asn: 13 } }, {
      'o x': {}, 'o y': {}, 'o z': {},
      'x y': { a: only(12, 13), b: { imports: policy([], 'deny') } }, 'y z': { a: only(13, 11), b: { imports: policy([], 'deny') } }, 'z x': { a: only(11, 12), b: { imports: policy([], 'deny') } },
    })
    const { network: filled, settled } = settleRoutesBounded(network)
    expect(settled).toBe(false)
    expect(filled.devices.get(deviceOf('x'))!.tables[0]!.unsettled?.map(formatCidr)).toEqual([NET])
  })
})

describe('both versions over one session (RFC 4760, RFC 2545)', () => {
  const V6 = '2001:db8:7::/48'
  const segment = (network: Network, addresses: readonly string[]): Network => ({
    ...network, links: new Map([...network.links].map(([id, link]) => [id, { ...link, kind: 'segment' as const }] as const)),
    devices: new Map([...network.devices].map(([id, device]) => [id, id === deviceOf('a') ? { ...device, interfaces: device.interfaces.map(item => ({ ...item, addresses: [...item.addresses, ...addresses.map(address => ({ address: ip(address), length: 64 }))] })) } : device] as const)),
  })
  const two = world({ a: { asn: 1, says: [V6] }, b: { asn: 2 } }, { 'a b': {} })
  const hop = (network: Network) => settleRoutesBounded(network).network.devices.get(deviceOf('b'))!.tables[0]!.routes.find(route => formatCidr(route.prefix) === V6)?.nextHop
  it('an IPv6 prefix has an IPv6 next hop, although the session runs over IPv4 (disagreement 10)', () => {
    expect(hop(segment(two, ['fe80::1', '2001:db8:1::1']))).toMatchObject({ type: 'via', address: '2001:db8:1::1' })
    expect(hop(segment(two, ['fe80::1']))).toMatchObject({ type: 'via', address: 'fe80::1' })
  })
  it('without one it is withheld', () => { expect(withheldAt(segment(two, []), 'b')).toEqual([`${V6} bgp.no-next-hop`]) })
  it('out of a point-to-point link it needs none', () => { expect(hop(two)).toMatchObject({ type: 'interface' }) })
})

describe('what is redistributed', () => {
  it('static routes into BGP, with a metric', () => {
    const network = world({ a: { asn: 1, static: [NET] }, b: { asn: 2 } }, { 'a b': {} })
    const giving: Network = { ...network, redistributions: [{ to: speakerOf('a'), origins: ['static'], metric: 30, code: 'test.redistributed', from: elementId('a') }] }
    expect(routesAt(network, 'b')).toEqual([])
    expect(routesAt(giving, 'b')).toEqual(['a b [1]'])
  })
  it('connected ones as well, where they are said', () => {
    const network = world({ a: { asn: 1 }, b: { asn: 2 } }, { 'a b': {} })
    expect(routesAt({ ...network, redistributions: [{ to: speakerOf('a'), origins: ['connected'], metric: 0, code: 'test.redistributed', from: elementId('a') }] }, 'b', '10.0.0.0/30')).toEqual(['a b [1]'])
  })
})

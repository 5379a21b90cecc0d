import { describe, expect, it } from 'vitest'
import { cidr, formatCidr, prefixOf } from '@/lib/net/cidr'
import { elementId } from '@/lib/net/element-id'
import { ip } from '@/lib/net/ip-address'
import { addTo, emptyDraft, seal } from '@/lib/network/build'
import type { Interface } from '@/lib/network/device'
import { deviceOf, interfaceOf, linkOf, speakerOf, tableOf } from '@/lib/network/names'
import type { Network } from '@/lib/network/network'
import type { OspfInterface, Redistribution } from '@/lib/network/ospf'
import { plainDevice, plainInterface, plainLink } from '@/lib/network/plain'
import type { Route } from '@/lib/network/route'
import { settleRoutesBounded } from '@/lib/control/settle-routes'

type Drawn = Partial<OspfInterface> & { readonly at: string; readonly mtuBytes?: number; readonly up?: false }

/** Routers by name; an interface is "link address/length", in area 0 at cost 10 unless said otherwise. */
function world(routers: Readonly<Record<string, readonly (string | Drawn)[]>>, more: { readonly redistributions?: readonly Partial<Redistribution>[]; readonly static?: Readonly<Record<string, readonly string[]>>; readonly segments?: boolean } = {}): Network {
  const draft = emptyDraft()
  const links = new Set<string>()
  for (const [name, drawn] of Object.entries(routers)) {
    const device = deviceOf(name)
    const from = elementId(name)
    const items = drawn.map(item => (typeof item === 'string' ? { at: item } : item)).map((item: Drawn) => {
      const [link = '', address = ''] = item.at.split(' ')
      const [ipText = '', length = '24'] = address.split('/')
      links.add(link)
      const made: Interface = { ...plainInterface(interfaceOf(device, link), linkOf(link), from, item.mtuBytes ?? 1500), addresses: [{ address: ip(ipText), length: Number(length) }], ...(item.up === false ? { up: false as const } : {}) }
      return { made, drawn: item }
    })
    const connected = items.map(({ made }): Route => ({ code: 'test.connected', from, prefix: prefixOf(made.addresses[0]!.address, made.addresses[0]!.length), nextHop: { type: 'connected', interfaceId: made.id }, origin: 'connected', preference: 0 }))
    const fixed = (more.static?.[name] ?? []).map((prefix): Route => ({ code: 'test.static', from, prefix: cidr(prefix), nextHop: { type: 'blackhole' }, origin: 'static', preference: 1 }))
    const plain = plainDevice(device, from, 'router')
    addTo(draft, [
      { add: 'device', device: { ...plain, interfaces: items.map(({ made }) => made), tables: [{ ...plain.tables[0]!, routes: [...connected, ...fixed] }] } },
      { add: 'ospf-router', router: { id: speakerOf(name), from, device, table: tableOf(device, 'main'), installs: { origin: 'ospf', preference: 110, code: 'ospf.learned' }, interfaces: items.map(({ made, drawn: { at: _at, mtuBytes: _mtu, up: _up, ...ospf } }) => ({ interfaceId: made.id, area: 0, cost: 10, ...ospf })) } },
    ])
  }
  addTo(draft, [...links].map(link => ({ add: 'link', link: plainLink(linkOf(link), elementId(link), 'segment') }) as const))
  const redistributions = (more.redistributions ?? []).map((item): Redistribution => ({ to: speakerOf('a'), origins: ['static'], metric: 20, code: 'test.redistributed', from: elementId('a'), ...item }))
  return { ...seal(draft), redistributions }
}

/** "cost via address" of every OSPF route to a prefix. */
const waysAt = (network: Network, name: string, prefix: string): readonly string[] =>
  settleRoutesBounded(network).network.devices.get(deviceOf(name))!.tables[0]!.routes.filter(route => route.origin === 'ospf' && formatCidr(route.prefix) === prefix).map(route => `${route.metric} via ${'address' in route.nextHop ? route.nextHop.address : route.nextHop.type}`)

const STUB = '10.9.0.0/24'
const line = { a: ['ab 10.0.1.1/24'], b: ['ab 10.0.1.2/24', 'bc 10.0.2.2/24'], c: ['bc 10.0.2.3/24', 'stub 10.9.0.1/24'] }

describe('inside an area (RFC 2328 section 16.1)', () => {
  it('costs of the interfaces on the way add up, the last one\'s included', () => { expect(waysAt(world(line), 'a', STUB)).toEqual(['30 via 10.0.1.2']) })
  it('what is connected is not learned', () => { expect(waysAt(world(line), 'a', '10.0.1.0/24')).toEqual([]) })
  it.each([
    { name: 'the cheaper of two ways', cost: 5, expected: ['25 via 10.0.3.4'] },
    { name: 'equal ways together (section 16.8)', cost: 10, expected: ['30 via 10.0.1.2', '30 via 10.0.3.4'] },
    { name: 'not the dearer', cost: 20, expected: ['30 via 10.0.1.2'] },
  ])('$name', ({ cost, expected }) => {
    const square = { a: ['ab 10.0.1.1/24', { at: 'ad 10.0.3.1/24', cost }], b: ['ab 10.0.1.2/24', 'bc 10.0.2.2/24'], c: ['bc 10.0.2.3/24', 'dc 10.0.4.3/24', 'stub 10.9.0.1/24'], d: ['ad 10.0.3.4/24', 'dc 10.0.4.4/24'] }
    expect(waysAt(world(square), 'a', STUB)).toEqual(expected)
  })
  it.each([
    { name: 'another area on the same link', c: [{ at: 'bc 10.0.2.3/24', area: 1 }, 'stub 10.9.0.1/24'] },
    { name: 'another MTU (section 10.6)', c: [{ at: 'bc 10.0.2.3/24', mtuBytes: 1400 }, 'stub 10.9.0.1/24'] },
    { name: 'another hello interval (section 10.5)', c: [{ at: 'bc 10.0.2.3/24', helloSeconds: 5 }, 'stub 10.9.0.1/24'] },
    { name: 'a passive interface', c: [{ at: 'bc 10.0.2.3/24', passive: true as const }, 'stub 10.9.0.1/24'] },
    { name: 'another subnet', c: ['bc 10.0.7.3/24', 'stub 10.9.0.1/24'] },
    { name: 'an interface that is down', c: [{ at: 'bc 10.0.2.3/24', up: false as const }, 'stub 10.9.0.1/24'] },
  ])('no neighbours: $name', ({ c }) => { expect(waysAt(world({ ...line, c }), 'a', STUB)).toEqual([]) })
  it('a passive interface is announced all the same', () => { expect(waysAt(world({ ...line, c: ['bc 10.0.2.3/24', { at: 'stub 10.9.0.1/24', passive: true }] }), 'a', STUB)).toEqual(['30 via 10.0.1.2']) })
})

describe('between areas (RFC 2328 sections 3 and 16.2)', () => {
  const areas = { a: [{ at: 'ab 10.0.1.1/24', area: 1 }], b: [{ at: 'ab 10.0.1.2/24', area: 1 }, 'bc 10.0.2.2/24'], c: ['bc 10.0.2.3/24', { at: 'cd 10.0.3.3/24', area: 2 }], d: [{ at: 'cd 10.0.3.4/24', area: 2 }, { at: 'stub 10.9.0.1/24', area: 2 }] }
  it('by way of the backbone', () => { expect(waysAt(world(areas), 'a', STUB)).toEqual(['40 via 10.0.1.2']) })
  it('not where the areas do not meet in the backbone', () => {
    expect(waysAt(world({ ...areas, b: [{ at: 'ab 10.0.1.2/24', area: 1 }, { at: 'bc 10.0.2.2/24', area: 3 }], c: [{ at: 'bc 10.0.2.3/24', area: 3 }, { at: 'cd 10.0.3.3/24', area: 2 }] }), 'a', STUB)).toEqual([])
  })
  it('a dear way inside the area beats a cheap one between areas (section 11)', () => {
    const network = world({
      a: [{ at: 'ab 10.0.1.1/24', area: 1, cost: 500 }, { at: 'ac 10.0.2.1/24', area: 0 }], b: [{ at: 'ab 10.0.1.2/24', area: 1 }, { at: 'stub 10.9.0.1/24', area: 1 }, { at: 'bc 10.0.3.2/24', area: 0 }], c: ['ac 10.0.2.3/24', 'bc 10.0.3.3/24'],
    })
    expect(waysAt(network, 'a', STUB)).toEqual(['510 via 10.0.1.2'])
  })
})

describe('from outside (RFC 2328 section 16.4)', () => {
  const OUTSIDE = '203.0.113.0/24'
  const outside = (type: 1 | 2, far: 1 | 2 = type) => world({ ...line, d: ['ad 10.0.5.4/24', 'dd 10.0.6.4/24'], a: ['ab 10.0.1.1/24', 'ad 10.0.5.1/24'] }, {
    static: { a: [OUTSIDE], c: [OUTSIDE] },
    redistributions: [{ to: speakerOf('a'), metricType: type, metric: 20 }, { to: speakerOf('c'), metricType: far, metric: 10 }],
  })
  it.each([
    { name: 'the first kind counts the way there', network: outside(1), expected: ['20 via 10.0.2.3'] },
    { name: 'the second kind only the metric', network: outside(2), expected: ['10 via 10.0.2.3'] },
    { name: 'the first kind beats the second', network: outside(1, 2), expected: ['30 via 10.0.1.1'] },
  ])('$name', ({ network, expected }) => { expect(waysAt(network, 'b', OUTSIDE)).toEqual(expected) })
  it('a policy may keep some back', () => {
    const network = world(line, { static: { c: [OUTSIDE, '198.51.100.0/24'] }, redistributions: [{ to: speakerOf('c'), policy: { terms: [{ prefixes: [{ within: cidr(OUTSIDE) }], action: 'accept', code: 'test.term', from: elementId('c') }], otherwise: 'deny', denied: { code: 'test.denied', from: elementId('c') } } }] })
    expect(waysAt(network, 'a', OUTSIDE)).toEqual(['20 via 10.0.1.2'])
    expect(waysAt(network, 'a', '198.51.100.0/24')).toEqual([])
  })
})

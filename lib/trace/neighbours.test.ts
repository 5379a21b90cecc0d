import { describe, expect, it } from 'vitest'
import { ip } from '@/lib/net/ip-address'
import { interfaceOf, deviceOf } from '@/lib/network/names'
import type { Link } from '@/lib/network/device'
import { converse } from './conversation'
import { chain, changed, flow, overV6, told } from './sample-chain'

const LOOPBACK = { interfaces: { eth0: 'wan 198.51.100.20/24 2001:db8:2::20/64', eth1: 'inside 203.0.113.7/32 2001:db8:7::7/128' } }
const asked = flow({ destination: ip('203.0.113.7') })

describe('who answers for an address on a segment', () => {
  it.each([
    { name: 'a weak host answers for any of its addresses (RFC 1122 section 3.3.4.2, arp_ignore 0)', server: { ...LOOPBACK, changeInterface: { eth0: { answersFor: 'device' as const } } }, expected: { reachability: 'reachable', by: ['server'] } },
    { name: 'one that answers only for the interface\'s own does not (arp_ignore 1)', server: LOOPBACK, expected: { disposition: 'neighbor-unreachable', at: 'router', clientSees: 'unreachable' } },
  ])('$name', ({ server, expected }) => { expect(told(chain({ server, router: { routes: ['203.0.113.7/32 dev wan'] } }), asked)).toMatchObject({ ...expected }) })

  it('IPv6 neighbour discovery answers for the interface\'s own only (RFC 4861 section 7.2.3)', () => {
    const server = { ...LOOPBACK, changeInterface: { eth0: { answersFor: 'device' as const } } }
    const router = { change: onLink('2001:db8:7::7') }
    expect(told(chain({ server, router }), overV6(flow()))).toMatchObject({ reachability: 'reachable' })
    expect(told(chain({ server, router }), { ...overV6(flow()), destination: ip('2001:db8:7::7') })).toMatchObject({ disposition: 'neighbor-unreachable' })
  })

  it('by way of its own gateway a host accepts whatever is its own, on any interface', () => {
    expect(told(chain({ server: LOOPBACK, router: { routes: ['203.0.113.7/32 via 198.51.100.20'] } }), asked)).toMatchObject({ reachability: 'reachable' })
  })
})

/** A route of the router that takes an address to be on the wan segment. */
const onLink = (address: string) => (device: Parameters<NonNullable<ReturnType<typeof changed>['change']>>[0]) => ({
  ...device, tables: device.tables.map(table => ({ ...table, routes: [...table.routes, { ...(table.routes[0] as (typeof table.routes)[number]), prefix: { address: ip(address), length: 128 }, nextHop: { type: 'connected' as const, interfaceId: interfaceOf(device.id, 'wan') } }] })),
})

describe('proxy ARP (RFC 1027, ip-sysctl proxy_arp)', () => {
  const hostWithoutGateway = { interfaces: { eth0: 'lan 192.0.2.10/16' }, routes: ['198.51.100.0/24 dev eth0'], change: (device: Parameters<typeof reach>[0]) => reach(device) }
  const reach = (device: ReturnType<ReturnType<typeof changed>['change']>) => ({
    ...device, tables: device.tables.map(table => ({ ...table, routes: table.routes.map(route => route.nextHop.type === 'interface' ? { ...route, nextHop: { type: 'connected' as const, interfaceId: route.nextHop.interfaceId } } : route) })),
  })
  it('a router answers for what it routes elsewhere', () => {
    expect(told(chain({ client: hostWithoutGateway, router: { changeInterface: { lan: { proxyArp: true } } } }))).toMatchObject({ reachability: 'reachable' })
  })
  it('without it nobody does, and the client finds out itself', () => {
    expect(told(chain({ client: hostWithoutGateway }))).toMatchObject({ disposition: 'neighbor-unreachable', at: 'client', clientSees: 'unreachable' })
  })
  it('not for what it would send back to the same segment', () => {
    expect(told(chain({ client: hostWithoutGateway, router: { routes: ['198.51.100.0/25 via 192.0.2.99'], changeInterface: { lan: { proxyArp: true } } } }))).toMatchObject({ disposition: 'neighbor-unreachable', at: 'client' })
  })
  it('not for what it has no route to', () => {
    expect(told(chain({ client: { ...hostWithoutGateway, routes: ['198.51.100.0/24 dev eth0', '203.0.113.0/24 dev eth0'] }, router: { changeInterface: { lan: { proxyArp: true } } } }), asked)).toMatchObject({ disposition: 'neighbor-unreachable', at: 'client' })
  })
})

describe('segments', () => {
  const apart: Partial<Link> = { apart: [[interfaceOf(deviceOf('client'), 'eth0')], [interfaceOf(deviceOf('router'), 'lan')]] }
  it('groups that are kept apart do not hear each other', () => { expect(told(chain({}, [], { lan: apart }))).toMatchObject({ disposition: 'neighbor-unreachable', at: 'client' }) })
  it('two who have the same address are both followed', () => {
    const twin = { id: 'twin', interfaces: { eth0: 'wan 198.51.100.20/24' }, routes: ['0.0.0.0/0 via 198.51.100.1'] }
    const made = converse(chain({}, [twin]), flow())
    expect(made.reachability).toBe('ambiguous')
    expect(made.forward.map(trace => [trace.device, trace.disposition])).toEqual([['twin', 'refused'], ['server', 'accepted']])
  })
  it('where not all members are known, an unanswered address is left to the segment', () => {
    expect(told(chain({}, [], { wan: { membersKnown: false } }), flow({ destination: ip('198.51.100.99') }))).toMatchObject({ reachability: 'undetermined', disposition: 'delivered-to-subnet' })
  })
})

describe('what has failed', () => {
  it.each([
    { name: 'an interface sends nothing', network: chain({ router: { changeInterface: { wan: { up: false } } } }), expected: { disposition: 'neighbor-unreachable', at: 'router' } },
    { name: 'and is not there for its neighbours', network: chain({ server: { changeInterface: { eth0: { up: false } } } }), expected: { disposition: 'neighbor-unreachable', at: 'router' } },
    { name: 'a device answers nobody', network: chain({ server: changed({ up: false }) }), expected: { disposition: 'neighbor-unreachable', at: 'router' } },
    { name: 'a router neither', network: chain({ router: changed({ up: false }) }), expected: { disposition: 'neighbor-unreachable', at: 'client' } },
    { name: 'and asks nobody', network: chain({ client: changed({ up: false }) }), expected: { reachability: 'unreachable' } },
  ])('$name', ({ network, expected }) => { expect(told(network)).toMatchObject(expected) })
})

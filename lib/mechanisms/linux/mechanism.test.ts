import { describe, expect, it } from 'vitest'
import { askSite, outcomeOf, smallSite, type Asked, type Given } from '@/lib/verify/linux-site.fixture'
import { deviceOf } from '@/lib/network/names'

interface Row { readonly name: string; readonly given: Given; readonly asked?: Asked; readonly expected: ReturnType<typeof outcomeOf> }

const ok = (source: string) => ({ sees: 'ok', source, ends: null }) as const
const lost = (sees: 'timeout' | 'refused' | 'unreachable' | 'too-big', ends: string, source: string | null = null) => ({ sees, source, ends }) as const
const V6 = { to: '2001:db8:2::10' } as const
const ELSEWHERE = '198.51.100.99'

describe('routes', () => {
  it.each<Row>([
    { name: 'a connected prefix and a written route lead there and back', given: {}, expected: ok('10.1.0.10') },
    { name: 'the same for IPv6', given: {}, asked: V6, expected: ok('2001:db8:1::10') },
    { name: 'without a route the router says that there is none', given: { a: { routes: [] } }, expected: lost('unreachable', 'no-route at router-a') },
    { name: 'a blackhole is silent', given: { a: { routes: [{ to: '10.2.0.0/24', type: 'blackhole' }] } }, expected: lost('timeout', 'null-routed at router-a') },
    { name: 'an unreachable route answers', given: { a: { routes: [{ to: '10.2.0.0/24', type: 'unreachable' }] } }, expected: lost('unreachable', 'no-route at router-a') },
    { name: 'a prohibiting route answers', given: { a: { routes: [{ to: '10.2.0.0/24', type: 'prohibit' }] } }, expected: lost('unreachable', 'no-route at router-a') },
    { name: 'the lower metric wins', given: { a: { routes: [{ to: '10.2.0.0/24', via: '198.51.100.2', metric: 10 }, { to: '10.2.0.0/24', type: 'blackhole', metric: 20 }] } }, expected: ok('10.1.0.10') },
    { name: 'the longer prefix wins over the lower metric', given: { a: { routes: [{ to: '10.2.0.0/24', type: 'blackhole' }, { to: '10.2.0.10/32', via: '198.51.100.2', metric: 999 }] } }, expected: ok('10.1.0.10') },
    { name: 'a gateway on the link need not be in its prefix', given: { a: { routes: [{ to: '10.2.0.0/24', via: '10.2.0.1', dev: 'eth1', onlink: true }] } }, expected: ok('10.1.0.10') },
    { name: 'a gateway that nobody has is not found', given: { a: { routes: [{ to: '10.2.0.0/24', via: ELSEWHERE }] } }, expected: lost('unreachable', 'neighbor-unreachable at router-a') },
    { name: 'what does not forward takes nothing for others', given: { a: { routes: [{ to: '10.2.0.0/24', via: '198.51.100.2' }], forwarding: false } }, expected: lost('timeout', 'no-route at router-a') },
    { name: 'the path\'s MTU of a route counts', given: { a: { routes: [{ to: '10.2.0.0/24', via: '198.51.100.2', mtu: 1000 }] } }, asked: { protocol: 'udp', sizeBytes: 1200 }, expected: lost('too-big', 'mtu-exceeded at router-a') },
  ])('$name', ({ given, asked, expected }) => { expect(outcomeOf(askSite(smallSite(given).network, asked))).toEqual(expected) })
})

describe('policy rules', () => {
  const other = { to: '10.2.0.0/24', type: 'blackhole', table: 'other' }
  const main = { to: '10.2.0.0/24', via: '198.51.100.2' }
  const rules = (rule: object, more: object = other): Given => ({ a: { routes: [main, more], rules: [{ priority: 100, table: 'other', ...rule }] } })
  it.each<Row>([
    { name: 'a rule by source chooses the table', given: rules({ from: '10.1.0.0/24' }), expected: lost('timeout', 'null-routed at router-a') },
    { name: 'a rule by another source does not', given: rules({ from: '10.9.0.0/24' }), expected: ok('10.1.0.10') },
    { name: 'a rule by the way in', given: rules({ iif: 'eth0' }), expected: lost('timeout', 'null-routed at router-a') },
    { name: 'a rule by protocol and port', given: rules({ traffic: ['tcp/80'] }), expected: lost('timeout', 'null-routed at router-a') },
    { name: 'a rule by another port', given: rules({ traffic: ['tcp/443'] }), expected: ok('10.1.0.10') },
    { name: 'a table without a route is passed over', given: rules({}, { to: '10.9.0.0/24', type: 'blackhole', table: 'other' }), expected: ok('10.1.0.10') },
    { name: 'throw leaves the table', given: rules({}, { to: '10.2.0.0/24', type: 'throw', table: 'other' }), expected: ok('10.1.0.10') },
    { name: 'the default route of a table can be passed over', given: rules({ suppressPrefixLength: 0 }, { to: '0.0.0.0/0', type: 'blackhole', table: 'other' }), expected: ok('10.1.0.10') },
    { name: 'a rule by mark, set before routing', given: { a: { ...rules({ fwmark: 7 }).a, marks: [{ hook: 'prerouting', traffic: ['tcp'], action: 'mark', set: 7 }] } }, expected: lost('timeout', 'null-routed at router-a') },
    { name: 'iif lo means the router\'s own packets: not those that pass', given: rules({ iif: 'lo' }), expected: ok('10.1.0.10') },
    { name: 'iif lo means the router\'s own packets: those it sends', given: rules({ iif: 'lo' }), asked: { from: 'router-a' }, expected: lost('unreachable', 'null-routed at router-a') },
  ])('$name', ({ given, asked, expected }) => { expect(outcomeOf(askSite(smallSite(given).network, asked))).toEqual(expected) })
})

describe('translation', () => {
  it.each<Row>([
    { name: 'masquerade takes the address of the way out', given: { a: { nat: [{ hook: 'postrouting', oif: 'eth1', action: 'masquerade' }] } }, expected: ok('198.51.100.1') },
    { name: 'masquerade for IPv6', given: { a: { nat: [{ hook: 'postrouting', oif: 'eth1', action: 'masquerade' }] } }, asked: V6, expected: ok('2001:db8::1') },
    { name: 'snat takes the address that is written', given: { a: { nat: [{ hook: 'postrouting', saddr: ['10.1.0.0/24'], action: 'snat', to: [{ address: '198.51.100.1' }] }] } }, expected: ok('198.51.100.1') },
    { name: 'what goes to an excepted destination keeps its sender', given: { a: { nat: [{ hook: 'postrouting', notDaddr: ['10.2.0.0/24'], action: 'masquerade' }] } }, expected: ok('10.1.0.10') },
    { name: 'what goes elsewhere does not', given: { a: { nat: [{ hook: 'postrouting', notDaddr: ['10.9.0.0/24'], action: 'masquerade' }] } }, expected: ok('198.51.100.1') },
    { name: 'an excepted sender keeps its address', given: { a: { nat: [{ hook: 'postrouting', saddr: ['10.1.0.0/24'], notSaddr: ['10.1.0.10/32'], action: 'masquerade' }] } }, expected: ok('10.1.0.10') },
    { name: 'an IPv4 exception is no rule for IPv6', given: { a: { nat: [{ hook: 'postrouting', notDaddr: ['10.9.0.0/24'], action: 'masquerade' }] } }, asked: V6, expected: ok('2001:db8:1::10') },
    { name: 'an exception before it leaves the sender alone', given: { a: { nat: [{ hook: 'postrouting', daddr: ['10.2.0.0/24'], action: 'accept' }, { hook: 'postrouting', action: 'masquerade' }] } }, expected: ok('10.1.0.10') },
    { name: 'dnat sends the router\'s own address on, with another port', given: { a: { nat: [{ hook: 'prerouting', traffic: ['tcp/8080'], action: 'dnat', to: [{ address: '10.2.0.10', port: 80 }] }] } }, asked: { to: '10.1.0.1', port: 8080 }, expected: ok('10.1.0.10') },
    { name: 'netmap keeps the host part', given: { a: { nat: [{ hook: 'postrouting', oif: 'eth1', saddr: ['10.1.0.0/24'], prefix: '172.16.5.0/24', action: 'netmap' }] }, b: { routes: [{ to: '172.16.5.0/24', via: '198.51.100.1' }] } }, expected: ok('172.16.5.10') },
    { name: 'netmap works from the other side as well', given: { a: { nat: [{ hook: 'postrouting', oif: 'eth1', saddr: ['10.1.0.0/24'], prefix: '172.16.5.0/24', action: 'netmap' }] }, b: { routes: [{ to: '172.16.5.0/24', via: '198.51.100.1' }] } }, asked: { from: 'server', to: '172.16.5.10', protocol: 'icmp' }, expected: ok('10.2.0.10') },
  ])('$name', ({ given, asked, expected }) => { expect(outcomeOf(askSite(smallSite(given).network, asked))).toEqual(expected) })
})

describe('filters', () => {
  const forward = (chain: object): Given => ({ b: { routes: [{ to: '10.1.0.0/24', via: '198.51.100.1' }], forward: chain } })
  const reject = (how: string) => forward({ rules: [{ traffic: ['tcp/80'], verdict: 'reject', with: how }] })
  it.each<Row>([
    { name: 'a drop is silent', given: forward({ rules: [{ traffic: ['tcp/80'], verdict: 'drop' }] }), expected: lost('timeout', 'denied-in at router-b') },
    { name: 'the first rule that matches decides', given: forward({ policy: 'drop', rules: [{ verdict: 'accept' }, { verdict: 'drop' }] }), expected: ok('10.1.0.10') },
    { name: 'the policy comes last', given: forward({ policy: 'drop' }), expected: lost('timeout', 'denied-in at router-b') },
    { name: 'a stateful chain lets replies pass', given: forward({ stateful: true, policy: 'drop', rules: [{ iif: 'eth0', verdict: 'accept' }] }), expected: ok('10.1.0.10') },
    { name: 'a chain without state does not', given: forward({ policy: 'drop', rules: [{ iif: 'eth0', verdict: 'accept' }] }), expected: lost('timeout', 'denied-in at router-b', '10.1.0.10') },
    { name: 'a rejection is a refusal where it says port unreachable', given: reject('port-unreachable'), expected: lost('refused', 'denied-in at router-b') },
    { name: 'a rejection is a refusal where it resets', given: reject('tcp-reset'), expected: lost('refused', 'denied-in at router-b') },
    { name: 'a rejection as prohibited is unreachable', given: reject('admin-prohibited'), expected: lost('unreachable', 'denied-in at router-b') },
    { name: 'a rejection as host unreachable', given: reject('host-unreachable'), expected: lost('unreachable', 'denied-in at router-b') },
    { name: 'a source port matches replies', given: forward({ rules: [{ traffic: ['tcp'], sport: ['80'], verdict: 'drop' }] }), expected: lost('timeout', 'denied-in at router-b', '10.1.0.10') },
    { name: 'an input chain guards the machine itself', given: { server: { input: { rules: [{ traffic: ['tcp/80'], verdict: 'drop' }] } } }, expected: lost('timeout', 'denied-in at server') },
    { name: 'an output chain guards what leaves the machine', given: { client: { output: { rules: [{ traffic: ['tcp/80'], verdict: 'drop' }] } } }, expected: lost('timeout', 'denied-out at client') },
  ])('$name', ({ given, asked, expected }) => { expect(outcomeOf(askSite(smallSite(given).network, asked))).toEqual(expected) })
})

describe('interfaces', () => {
  const wan = (fields: object) => [{ segment: 'wan', addresses: ['198.51.100.2/24'], ...fields }, { segment: 'dmz', addresses: ['10.2.0.1/24'] }]
  it.each<Row>([
    { name: 'strict reverse path drops what would go back another way', given: { b: { routes: [{ to: '10.1.0.0/24', via: '10.2.0.10' }] }, elements: { 'router-b': { interfaces: wan({ rpFilter: 'strict' }) } } }, expected: lost('timeout', 'reverse-path-dropped at router-b') },
    { name: 'loose reverse path wants any way back', given: { b: { routes: [] }, elements: { 'router-b': { interfaces: wan({ rpFilter: 'loose' }) } } }, expected: lost('timeout', 'reverse-path-dropped at router-b') },
    { name: 'the segment\'s MTU holds for its interfaces', given: { elements: { wan: { mtuBytes: 1000 } } }, asked: { protocol: 'udp', sizeBytes: 1001 }, expected: lost('too-big', 'mtu-exceeded at router-a') },
    { name: 'a router that keeps silent makes it a black hole', given: { a: { routes: [{ to: '10.2.0.0/24', via: '198.51.100.2' }], icmpErrors: false }, elements: { wan: { mtuBytes: 1000 } } }, asked: { protocol: 'udp', sizeBytes: 1001 }, expected: lost('timeout', 'mtu-exceeded at router-a') },
    { name: 'a machine answers for its addresses on every wire', given: {}, asked: { to: '198.51.100.1', protocol: 'icmp' }, expected: ok('10.1.0.10') },
  ])('$name', ({ given, asked, expected }) => { expect(outcomeOf(askSite(smallSite(given).network, asked))).toEqual(expected) })
})

describe('BGP', () => {
  const session = (config: object, fields: { readonly asns?: readonly [number, number]; readonly over?: string } = {}): Given => ({
    a: { routes: [], bgp: { networks: ['10.1.0.0/24', '2001:db8:1::/64'] } }, b: { routes: [], bgp: { networks: ['10.2.0.0/24', '2001:db8:2::/64'] } },
    elements: { 'router-a': { asn: fields.asns?.[0] ?? 64512 }, 'router-b': { asn: fields.asns?.[1] ?? 64513 } },
    links: {
      session: { kind: 'bgp-session', ends: ['router-a', 'router-b'], over: fields.over ?? 'wan', config },
      tunnel: { kind: 'tunnel', ends: ['router-a', 'router-b'], mechanism: 'gre', config: { inside: [['172.16.0.1/30'], ['172.16.0.2/30']], outside: ['198.51.100.1', '198.51.100.2'], dev: ['gre1', 'gre1'] } },
    },
  })
  it.each<Row>([
    { name: 'between two ASes on a segment routes are learned', given: session({}), expected: ok('10.1.0.10') },
    { name: 'for IPv6 as well, over the same session', given: session({}), asked: V6, expected: ok('2001:db8:1::10') },
    { name: 'inside one AS too', given: session({}, { asns: [64512, 64512] }), expected: ok('10.1.0.10') },
    { name: 'through a tunnel', given: session({}, { over: 'tunnel' }), expected: ok('10.1.0.10') },
    { name: 'what an end does not take is not there', given: session({ denyIn: [['10.2.0.0/16'], []] }), expected: lost('unreachable', 'no-route at router-a') },
    { name: 'what an end does not tell is not there', given: session({ denyOut: [[], ['10.2.0.0/24']] }), expected: lost('unreachable', 'no-route at router-a') },
  ])('$name', ({ given, asked, expected }) => {
    const { network, problems } = smallSite(given)
    expect(problems).toEqual([])
    expect(outcomeOf(askSite(network, asked))).toEqual(expected)
  })
  it.each([
    { name: 'a router without an AS number does not speak', asns: [undefined, 64513], over: 'wan', codes: ['bgp.no-asn'] },
    { name: 'a session needs a segment on which both stand', asns: [64512, 64513], over: 'lan', codes: ['bgp.tunnel-elsewhere'] },
  ])('$name', ({ asns, over, codes }) => {
    const { problems } = smallSite({ elements: { 'router-a': { ...(asns[0] === undefined ? {} : { asn: asns[0] }) }, 'router-b': { asn: asns[1] } }, links: { session: { kind: 'bgp-session', ends: ['router-a', 'router-b'], over } } })
    expect(problems.map(({ code }) => code)).toEqual(codes)
  })
})

describe('OSPF', () => {
  const speaks = (interfaces: readonly object[], more: object = {}) => ({ routes: [], ospf: { interfaces, ...more } })
  const A = [{ dev: 'eth0', passive: true }, { dev: 'eth1' }]
  it.each<Row>([
    { name: 'neighbours on one wire learn each other\'s wires', given: { a: speaks(A), b: speaks([{ dev: 'eth0' }, { dev: 'eth1', passive: true }]) }, expected: ok('10.1.0.10') },
    { name: 'in two areas they are no neighbours', given: { a: speaks(A), b: speaks([{ dev: 'eth0', area: 1 }, { dev: 'eth1', area: 1 }]) }, expected: lost('unreachable', 'no-route at router-a') },
    { name: 'what is connected can be redistributed', given: { a: speaks(A), b: speaks([{ dev: 'eth0' }], { redistribute: ['connected'] }) }, expected: ok('10.1.0.10') },
    { name: 'a wire that is not named is not known', given: { a: speaks(A), b: speaks([{ dev: 'eth0' }]) }, expected: lost('unreachable', 'no-route at router-a') },
  ])('$name', ({ given, asked, expected }) => { expect(outcomeOf(askSite(smallSite(given).network, asked))).toEqual(expected) })
})

describe('what is wrong with a machine', () => {
  it.each<{ readonly name: string; readonly given: Given; readonly codes: readonly string[] }>([
    { name: 'nothing', given: {}, codes: [] },
    { name: 'a gateway on none of its wires', given: { a: { routes: [{ to: '10.2.0.0/24', via: '192.0.2.1' }] } }, codes: ['linux.gateway-off-wire'] },
    { name: 'a route that leads nowhere', given: { a: { routes: [{ to: '10.2.0.0/24' }] } }, codes: ['linux.route-nowhere'] },
    { name: 'on-link without a device', given: { a: { routes: [{ to: '10.2.0.0/24', via: '192.0.2.1', onlink: true }] } }, codes: ['linux.onlink-without-device'] },
    { name: 'two routes alike', given: { a: { routes: [{ to: '10.2.0.0/24', via: '198.51.100.2' }, { to: '10.2.0.0/24', type: 'blackhole' }] } }, codes: ['linux.route-twice'] },
    { name: 'an interface that it does not have', given: { a: { forward: { rules: [{ iif: 'wlan0', verdict: 'accept' }] } } }, codes: ['linux.unknown-device'] },
    { name: 'dnat after routing', given: { a: { nat: [{ hook: 'postrouting', action: 'dnat', to: [{ address: '10.2.0.10' }] }] } }, codes: ['linux.nat-at-wrong-hook'] },
    { name: 'snat into nothing', given: { a: { nat: [{ hook: 'postrouting', action: 'snat' }] } }, codes: ['linux.nat-without-target'] },
    { name: 'an address outside its segment', given: { elements: { 'router-a': { interfaces: [{ segment: 'lan', addresses: ['192.0.2.1/24'] }] } }, a: { routes: [] } }, codes: ['linux.outside-segment'] },
    { name: 'two interfaces in one prefix', given: { elements: { 'router-a': { interfaces: [{ segment: 'lan', addresses: ['10.1.0.1/24'] }, { segment: 'lan', addresses: ['10.1.0.2/24'] }] } }, a: { routes: [] } }, codes: ['linux.prefix-twice'] },
    { name: 'two interfaces of one name', given: { elements: { 'router-a': { interfaces: [{ name: 'x', segment: 'lan', addresses: ['10.1.0.1/24'] }, { name: 'x', segment: 'wan', addresses: ['198.51.100.1/24'] }] } }, a: { routes: [] } }, codes: ['linux.name-twice'] },
    { name: 'a host whose address is nowhere', given: { elements: { client: { address: '10.1.0.77' } } }, codes: ['linux.address-nowhere'] },
  ])('$name', ({ given, codes }) => { expect(smallSite(given).problems.map(({ code }) => code)).toEqual(codes) })
})

it('a host that only names its segment and address stands there with the prefix\'s length', () => {
  const { network, problems } = smallSite({ elements: { printer: { kind: 'host', parent: 'site', segment: 'lan', address: '10.1.0.30' } } })
  expect(problems).toEqual([])
  expect(network.devices.get(deviceOf('printer'))?.interfaces[0]?.addresses).toEqual([{ address: '10.1.0.30', length: 24 }])
})

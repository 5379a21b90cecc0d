import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cidr, formatCidr } from '@/lib/net/cidr'
import { elementId } from '@/lib/net/element-id'
import { ip } from '@/lib/net/ip-address'
import { addTo, emptyDraft, seal } from '@/lib/network/build'
import type { Addition } from '@/lib/network/addition'
import { conditionOf, deviceOf, interfaceOf, linkOf, speakerOf, tableOf, trackerOf } from '@/lib/network/names'
import type { Network } from '@/lib/network/network'
import type { RouteTable, Withholding } from '@/lib/network/route'
import type { Origination, Propagation, Speaker } from '@/lib/network/speaker'
import { settleRoutes, settleRoutesBounded } from './settle-routes'

interface Said { readonly asn: number; readonly says?: readonly (string | Partial<Origination> & { readonly range: string })[]; readonly more?: Partial<Speaker> }
interface Talk { readonly a: string; readonly b: string; readonly down?: Withholding; readonly cut?: true; readonly requires?: string; readonly segment?: true }
interface Copy { readonly of: string; readonly withheld?: Withholding; readonly refuses?: NonNullable<Propagation['refuses']>; readonly addsMed?: true }
interface World { readonly speakers: Readonly<Record<string, Said>>; readonly talks: Readonly<Record<string, Talk>>; readonly copies?: readonly Copy[]; readonly holds?: Readonly<Record<string, boolean>> }

const why = (code: Withholding['code'], ...elements: string[]): Withholding => ({ code, elements: elements.map(elementId) })

/** Speakers with their device and table, sessions over tunnels 169.254.<n>.0/30 with the addresses .1 (a) and .2 (b), and a table "copy". */
function build({ speakers, talks, copies = [], holds = {} }: World): Network {
  const additions: Addition[] = [
    { add: 'device', device: { id: deviceOf('copy'), from: elementId('copy'), role: 'router', interfaces: [], policyRules: [], tables: [table('copy')], nat: [], filters: [], listeners: [], proxies: [], forwards: true, notices: 'silent', tracker: trackerOf('copy') } },
    ...Object.entries(speakers).flatMap(([name, { asn, says = [], more }]): Addition[] => [
      { add: 'device', device: { id: deviceOf(name), from: elementId(name), role: 'gateway', interfaces: [], policyRules: [], tables: [table(name)], nat: [], filters: [], listeners: [], proxies: [], forwards: true, notices: 'silent', tracker: trackerOf(name) } },
      { add: 'speaker', speaker: {
        id: speakerOf(name), from: elementId(name), device: deviceOf(name), table: tableOf(deviceOf(name), 'main'), asn,
        originates: says.map(item => (typeof item === 'string' ? { prefix: cidr(item), from: elementId(`${name}-range`) } : { prefix: cidr(item.range), from: elementId(`${name}-range`), ...item })),
        installs: { origin: 'bgp', preference: 20, code: 'test.learned' }, multipath: 'all', ...more,
      } },
    ]),
    ...Object.entries(talks).flatMap(([name, { a, b, down, cut, requires, segment }], index): Addition[] => [
      { add: 'link', link: { id: linkOf(name), from: elementId(name), kind: segment ? 'segment' : 'tunnel', apart: [], membersKnown: true, up: !cut, ...(cut ? { down: why('tunnel.down', `${name}-tunnel`) } : {}) } },
      ...[a, b].map((end, side): Addition => ({ add: 'interface', device: deviceOf(end), interface: { id: interfaceOf(deviceOf(end), name), link: linkOf(name), from: elementId(name), addresses: [{ address: ip(`169.254.${index}.${side + 1}`), length: 30 }], mtuBytes: 1500, sendsTooBig: true, reversePathFilter: 'off', path: 'host' } })),
      ...(requires ? [{ add: 'condition', condition: { id: conditionOf(name, requires), from: elementId(name), code: 'test.unmet', elements: [elementId(requires)], quorum: 'all', flows: [] } } as const] : []),
      { add: 'session', session: {
        id: elementId(name), ...(down ? { down } : {}), ...(requires ? { requires: conditionOf(name, requires) } : {}),
        ends: [{ speaker: speakerOf(a), address: ip(`169.254.${index}.1`), interfaceId: interfaceOf(deviceOf(a), name) }, { speaker: speakerOf(b), address: ip(`169.254.${index}.2`), interfaceId: interfaceOf(deviceOf(b), name) }],
      } },
    ]),
    ...copies.map(({ of, ...rest }): Addition => ({ add: 'propagation', propagation: { speaker: speakerOf(of), device: deviceOf('copy'), table: tableOf(deviceOf('copy'), 'main'), nextHop: { type: 'interface', interfaceId: interfaceOf(deviceOf('copy'), of) }, origin: 'propagated', preference: 100, code: 'test.propagated', from: elementId(of), ...rest } })),
  ]
  const draft = emptyDraft()
  addTo(draft, additions)
  expect(draft.dangling).toEqual([])
  return { ...seal(draft), settled: new Map(Object.entries(holds).map(([name, value]) => [conditionOf(name.split(':')[0]!, name.split(':')[1]!), value])) }
}

const table = (name: string): RouteTable => ({ id: tableOf(deviceOf(name), 'main'), from: elementId(name), routes: [], withheld: [], ties: 'all' })

const tableIn = (network: Network, name: string): RouteTable => network.devices.get(deviceOf(name))!.tables[0]!
/** "prefix via session [as path]" per route; "prefix code(elements) + code(elements)" per withheld one. */
const liveIn = (network: Network, name: string) => tableIn(network, name).routes.map(route => `${formatCidr(route.prefix)} via ${route.from} [${route.asPath?.join(' ') ?? ''}]`)
const withheldIn = (network: Network, name: string) => tableIn(network, name).withheld.map(({ route, why: first, also = [] }) =>
  `${formatCidr(route.prefix)} ${[first, ...also].map(item => `${item.code}(${item.elements.join(' ')})`).join(' + ')}`)

const A = { asn: 64512, says: ['10.0.0.0/16'] }
const B = { asn: 64513 }
const CLOSED = why('route.not-advertised', 'a')
const chain = (more: Partial<Speaker>): World => ({ speakers: { a: A, b: { asn: 64513, more }, c: { asn: 64514 } }, talks: { ab: { a: 'a', b: 'b' }, bc: { a: 'b', b: 'c' } } })

describe('what a speaker learns', () => {
  const rows: readonly { readonly name: string; readonly world: World; readonly at: string; readonly live: readonly string[]; readonly withheld?: readonly string[] }[] = [
    { name: 'an external session puts the teller in front of the path (RFC 4271 5.1.2)', world: { speakers: { a: A, b: B }, talks: { s: { a: 'a', b: 'b' } } }, at: 'b', live: ['10.0.0.0/16 via s [64512]'] },
    { name: 'an internal session leaves the path as it is', world: { speakers: { a: A, b: { asn: 64512 } }, talks: { s: { a: 'a', b: 'b' } } }, at: 'b', live: ['10.0.0.0/16 via s []'] },
    { name: 'no speaker tells on what it learned, unless it is transit', world: chain({}), at: 'c', live: [] },
    { name: 'a transit speaker tells on', world: chain({ transit: true }), at: 'c', live: ['10.0.0.0/16 via bc [64513 64512]'] },
    { name: 'a path with the own AS in it is refused (RFC 4271 9.1.2)', world: { speakers: { a: A, b: { asn: 64513, more: { transit: true } }, c: { asn: 64512 } }, talks: { ab: { a: 'a', b: 'b' }, bc: { a: 'b', b: 'c' } } }, at: 'c', live: [] },
    { name: 'what was learned inside an AS is not told on inside it (RFC 4271 9.2)', world: { speakers: { a: A, b: { asn: 64512, more: { transit: true } }, c: { asn: 64512 } }, talks: { ab: { a: 'a', b: 'b' }, bc: { a: 'b', b: 'c' } } }, at: 'c', live: [] },
    { name: 'what was learned inside an AS is told to another', world: { speakers: { a: A, b: { asn: 64512, more: { transit: true } }, c: { asn: 64514 } }, talks: { ab: { a: 'a', b: 'b' }, bc: { a: 'b', b: 'c' } } }, at: 'c', live: ['10.0.0.0/16 via bc [64512]'] },
    { name: 'the shorter path wins (RFC 4271 9.1.2.2 a)', world: { speakers: { a: A, b: { asn: 64513, more: { transit: true } }, c: { asn: 64514 } }, talks: { ab: { a: 'a', b: 'b' }, bc: { a: 'b', b: 'c' }, direct: { a: 'a', b: 'c' } } }, at: 'c', live: ['10.0.0.0/16 via direct [64512]'] },
    { name: 'paths through two speakers of equal length are used together', world: { speakers: { a: A, b: { asn: 64513, more: { transit: true } }, d: { asn: 64515, more: { transit: true } }, c: { asn: 64514 } }, talks: { ab: { a: 'a', b: 'b' }, ad: { a: 'a', b: 'd' }, bc: { a: 'b', b: 'c' }, dc: { a: 'd', b: 'c' } } }, at: 'c', live: ['10.0.0.0/16 via bc [64513 64512]', '10.0.0.0/16 via dc [64515 64512]'] },
    { name: 'two sessions between the same two are two equal paths', world: { speakers: { a: A, b: B }, talks: { s: { a: 'a', b: 'b' }, t: { a: 'a', b: 'b' } } }, at: 'b', live: ['10.0.0.0/16 via s [64512]', '10.0.0.0/16 via t [64512]'] },
    { name: 'external beats internal (RFC 4271 9.1.2.2 d)', world: { speakers: { a: { asn: 64500, says: ['10.0.0.0/16'] }, b: { asn: 64513, more: { transit: true } }, c: { asn: 64513 } }, talks: { ab: { a: 'a', b: 'b' }, bc: { a: 'b', b: 'c' }, ac: { a: 'a', b: 'c' } } }, at: 'c', live: ['10.0.0.0/16 via ac [64500]'] },
    { name: 'of one neighbouring AS the lower MED wins (RFC 4271 9.1.2.2 c)', world: { speakers: { a: { asn: 64500, says: [{ range: '10.0.0.0/16', med: 200 }] }, d: { asn: 64500, says: [{ range: '10.0.0.0/16', med: 100 }] }, b: B }, talks: { ab: { a: 'a', b: 'b' }, db: { a: 'd', b: 'b' } } }, at: 'b', live: ['10.0.0.0/16 via db [64500]'] },
    { name: 'the MEDs of two ASes are not compared', world: { speakers: { a: { asn: 64500, says: [{ range: '10.0.0.0/16', med: 200 }] }, d: { asn: 64501, says: [{ range: '10.0.0.0/16', med: 100 }] }, b: B }, talks: { ab: { a: 'a', b: 'b' }, db: { a: 'd', b: 'b' } } }, at: 'b', live: ['10.0.0.0/16 via ab [64500]', '10.0.0.0/16 via db [64501]'] },
    { name: 'a session that is down leaves its routes withheld', world: { speakers: { a: A, b: B }, talks: { s: { a: 'a', b: 'b', down: why('bgp.session-down', 's') } } }, at: 'b', live: [], withheld: ['10.0.0.0/16 bgp.session-down(s)'] },
    { name: 'a tunnel that is down takes its session along', world: { speakers: { a: A, b: B }, talks: { s: { a: 'a', b: 'b', cut: true } } }, at: 'b', live: [], withheld: ['10.0.0.0/16 tunnel.down(s-tunnel)'] },
    { name: 'the same reason given twice counts once', world: { speakers: { a: A, b: B }, talks: { s: { a: 'a', b: 'b', cut: true, down: why('tunnel.down', 's-tunnel') } } }, at: 'b', live: [], withheld: ['10.0.0.0/16 tunnel.down(s-tunnel)'] },
    { name: 'two tunnels down are one withheld route with two elements', world: { speakers: { a: A, b: B }, talks: { s: { a: 'a', b: 'b', cut: true }, t: { a: 'a', b: 'b', cut: true } } }, at: 'b', live: [], withheld: ['10.0.0.0/16 tunnel.down(s-tunnel t-tunnel)'] },
    { name: 'beside a live path the withheld one is still listed', world: { speakers: { a: A, b: B }, talks: { s: { a: 'a', b: 'b', cut: true }, t: { a: 'a', b: 'b' } } }, at: 'b', live: ['10.0.0.0/16 via t [64512]'], withheld: ['10.0.0.0/16 tunnel.down(s-tunnel)'] },
    { name: 'a withheld prefix travels along with its reason', world: { speakers: { a: { asn: 64512, says: [{ range: '10.0.0.0/16', withheld: CLOSED }] }, b: B }, talks: { s: { a: 'a', b: 'b' } } }, at: 'b', live: [], withheld: ['10.0.0.0/16 route.not-advertised(a)'] },
    { name: 'two sessions carry one withheld prefix as one', world: { speakers: { a: { asn: 64512, says: [{ range: '10.0.0.0/16', withheld: CLOSED }] }, b: B }, talks: { s: { a: 'a', b: 'b' }, t: { a: 'a', b: 'b' } } }, at: 'b', live: [], withheld: ['10.0.0.0/16 route.not-advertised(a)'] },
    { name: 'several reasons are kept, nearest first', world: { speakers: { a: { asn: 64512, says: [{ range: '10.0.0.0/16', withheld: CLOSED }] }, b: B }, talks: { s: { a: 'a', b: 'b', cut: true, down: why('bgp.session-down', 's') } } }, at: 'b', live: [], withheld: ['10.0.0.0/16 bgp.session-down(s) + tunnel.down(s-tunnel) + route.not-advertised(a)'] },
    { name: 'of two withheld paths the one that needs more is left out', world: { speakers: { a: { asn: 64512, says: [{ range: '10.0.0.0/16', withheld: CLOSED }] }, b: B }, talks: { s: { a: 'a', b: 'b', cut: true }, t: { a: 'a', b: 'b' } } }, at: 'b', live: [], withheld: ['10.0.0.0/16 route.not-advertised(a)'] },
    { name: 'withheld prefixes pass a transit speaker', world: { speakers: { a: { asn: 64512, says: [{ range: '10.0.0.0/16', withheld: CLOSED }] }, b: { asn: 64513, more: { transit: true } }, c: { asn: 64514 } }, talks: { ab: { a: 'a', b: 'b' }, bc: { a: 'b', b: 'c' } } }, at: 'c', live: [], withheld: ['10.0.0.0/16 route.not-advertised(a)'] },
    { name: 'a speaker refuses what is inside its own range', world: { speakers: { a: { asn: 64512, says: ['10.0.1.0/24', '10.0.0.0/8'] }, b: { asn: 64513, more: { refuses: [{ within: cidr('10.0.0.0/16'), why: why('cidr.local-wins', 'b') }] } } }, talks: { s: { a: 'a', b: 'b' } } }, at: 'b', live: ['10.0.0.0/8 via s [64512]'], withheld: ['10.0.1.0/24 cidr.local-wins(b)'] },
    { name: 'a session whose condition does not hold is down', world: { speakers: { a: A, b: B }, talks: { s: { a: 'a', b: 'b', requires: 'flow' } } }, at: 'b', live: [], withheld: ['10.0.0.0/16 test.unmet(flow)'] },
    { name: 'a session whose condition holds is up', world: { speakers: { a: A, b: B }, talks: { s: { a: 'a', b: 'b', requires: 'flow' } }, holds: { 's:flow': true } }, at: 'b', live: ['10.0.0.0/16 via s [64512]'] },
    { name: 'a propagated table gets one copy of equal paths', world: { speakers: { a: A, b: B }, talks: { s: { a: 'a', b: 'b' }, t: { a: 'a', b: 'b' } }, copies: [{ of: 'b' }] }, at: 'copy', live: ['10.0.0.0/16 via b [64512]'] },
    { name: 'two speakers that propagate into one table are two equal routes', world: { speakers: { a: A, b: B, c: { asn: 64514 } }, talks: { s: { a: 'a', b: 'b' }, t: { a: 'a', b: 'c' } }, copies: [{ of: 'b' }, { of: 'c' }] }, at: 'copy', live: ['10.0.0.0/16 via b [64512]', '10.0.0.0/16 via c [64512]'] },
    { name: 'a propagation that is withheld withholds its copies, for that reason alone where the route is live', world: { speakers: { a: A, b: B }, talks: { s: { a: 'a', b: 'b', cut: true }, t: { a: 'a', b: 'b' } }, copies: [{ of: 'b', withheld: why('route.not-propagated', 'copy') }] }, at: 'copy', live: [], withheld: ['10.0.0.0/16 route.not-propagated(copy)'] },
    { name: 'a withheld propagation of a withheld route has both reasons', world: { speakers: { a: A, b: B }, talks: { s: { a: 'a', b: 'b', cut: true } }, copies: [{ of: 'b', withheld: why('route.not-propagated', 'copy') }] }, at: 'copy', live: [], withheld: ['10.0.0.0/16 route.not-propagated(copy) + tunnel.down(s-tunnel)'] },
    { name: 'a propagated table refuses what is inside its network', world: { speakers: { a: A, b: B }, talks: { s: { a: 'a', b: 'b' } }, copies: [{ of: 'b', refuses: [{ within: cidr('10.0.0.0/8'), why: why('cidr.local-wins', 'copy') }] }] }, at: 'copy', live: [], withheld: ['10.0.0.0/16 cidr.local-wins(copy)'] },
  ]
  it.each(rows)('$name', ({ world, at, live, withheld = [] }) => {
    const network = settleRoutes(build(world))
    expect(liveIn(network, at)).toEqual(live)
    expect(withheldIn(network, at)).toEqual(withheld)
  })
})

describe('what a learned route carries', () => {
  it('its session, its owner, and the way out of a tunnel', () => {
    const route = tableIn(settleRoutes(build({ speakers: { a: A, b: B }, talks: { s: { a: 'a', b: 'b' } } })), 'b').routes[0]!
    expect(route).toMatchObject({ code: 'test.learned', from: 's', owner: 'a-range', origin: 'bgp', preference: 20, nextHop: { type: 'interface', interfaceId: 'b:s' } })
  })
  it('the neighbour as next hop where the session runs over a segment', () => {
    const route = tableIn(settleRoutes(build({ speakers: { a: A, b: B }, talks: { s: { a: 'a', b: 'b', segment: true } } })), 'b').routes[0]!
    expect(route.nextHop).toEqual({ type: 'via', address: '169.254.0.1', interfaceId: 'b:s' })
  })
  it.each([
    { name: 'the metric on top of the preference, where the copy adds it', copy: { of: 'b', addsMed: true }, preference: 170 },
    { name: 'the preference alone otherwise', copy: { of: 'b' }, preference: 100 },
  ] as const)('$name', ({ copy, preference }) => {
    const world: World = { speakers: { a: { asn: 64512, says: [{ range: '10.0.0.0/16', med: 70 }] }, b: B }, talks: { s: { a: 'a', b: 'b' } }, copies: [copy] }
    expect(tableIn(settleRoutes(build(world)), 'copy').routes[0]!.preference).toBe(preference)
  })
  it('a speaker that uses one of its equal paths, nobody knows which, says so of its table', () => {
    const world: World = { speakers: { a: A, b: { asn: 64513, more: { multipath: 'one-unknown' } } }, talks: { s: { a: 'a', b: 'b' }, t: { a: 'a', b: 'b' } } }
    expect(tableIn(settleRoutes(build(world)), 'b').ties).toBe('one-unknown')
  })
  it('renamed sessions come in the same order: that of their addresses', () => {
    const talks = (first: string, second: string): World => ({ speakers: { a: A, b: B }, talks: { [first]: { a: 'a', b: 'b', cut: true }, [second]: { a: 'a', b: 'b', cut: true } } })
    expect(withheldIn(settleRoutes(build(talks('s', 't'))), 'b')).toEqual(['10.0.0.0/16 tunnel.down(s-tunnel t-tunnel)'])
    expect(withheldIn(settleRoutes(build(talks('z', 'b2'))), 'b')).toEqual(['10.0.0.0/16 tunnel.down(z-tunnel b2-tunnel)'])
  })
})

describe('the fixed point', () => {
  it('says that it did not settle within too few rounds', () => {
    const network = build(chain({ transit: true }))
    expect(settleRoutesBounded(network, 1)).toMatchObject({ settled: false, rounds: 1 })
    expect(settleRoutesBounded(network)).toMatchObject({ settled: true, rounds: 3 })
  })

  it('is reached where only what is withheld is told again and again: it decides nothing', () => {
    const sessions = [['0', '3', 'cut'], ['3', '4', 'cut'], ['1', '3'], ['0', '2'], ['4', '1', 'cut'], ['1', '0', 'cut'], ['4', '2']] as const
    const { network, settled } = settleRoutesBounded(build({
      speakers: Object.fromEntries(['0', '1', '2', '3', '4'].map((id, at) => [id, { asn: 64512 + at, says: [`10.${at}.0.0/16`], more: at === 0 ? {} : { transit: true } }])),
      talks: Object.fromEntries(sessions.map(([a, b, cut], at) => [`e${at}`, { a, b, ...(cut ? { cut: true } : {}) }])),
    }))
    expect(settled).toBe(true)
    expect(liveIn(network, '4')).toEqual(['10.0.0.0/16 via e6 [64514 64512]', '10.2.0.0/16 via e6 [64514]'])
  })

  const edge = fc.record({ a: fc.nat(5), b: fc.nat(5), up: fc.boolean() }).filter(({ a, b }) => a !== b)
  const worlds = fc.record({ transit: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }), edges: fc.array(edge, { maxLength: 10 }) })

  it('agrees with walking the graph: who learns what, over how many ASes, and what is withheld', () => {
    fc.assert(fc.property(worlds, ({ transit, edges }) => {
      const network = settleRoutesBounded(build({
        speakers: Object.fromEntries(transit.map((on, i) => [`s${i}`, { asn: 64512 + i, says: [`10.${i}.0.0/16`], more: on ? { transit: true } : {} }])),
        talks: Object.fromEntries(edges.map(({ a, b, up }, i) => [`e${i}`, { a: `s${a}`, b: `s${b}`, ...(up ? {} : { cut: true }) }])),
      }))
      expect(network.settled).toBe(true)
      transit.forEach((_, to) => {
        const { routes, withheld } = tableIn(network.network, `s${to}`)
        transit.forEach((__, from) => {
          if (from === to) return
          const prefix = `10.${from}.0.0/16`
          const lengths = new Set(routes.filter(route => formatCidr(route.prefix) === prefix).map(route => route.asPath?.length))
          const steps = walk(from, to, edges.filter(({ up }) => up), transit)
          expect([...lengths], `${from} to ${to}`).toEqual(steps === null ? [] : [steps])
          const known = steps !== null || withheld.some(({ route }) => formatCidr(route.prefix) === prefix)
          expect(known, `${from} to ${to} with everything up`).toBe(walk(from, to, edges, transit) !== null)
        })
      })
    }), { numRuns: 300 })
  })
})

/** Fewest sessions from one speaker to another where everyone between is transit; null where there is no way. */
function walk(from: number, to: number, edges: readonly { readonly a: number; readonly b: number }[], transit: readonly boolean[]): number | null {
  let reached = [from]
  const seen = new Set(reached)
  for (let steps = 1; reached.length > 0; steps++) {
    const next = reached.filter(at => at === from || transit[at]).flatMap(at => edges.flatMap(({ a, b }) => (a === at ? [b] : b === at ? [a] : [])))
    if (next.includes(to)) return steps
    reached = next.filter(at => !seen.has(at))
    for (const at of reached) seen.add(at)
  }
  return null
}

import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { cidr, contains, prefixOf } from '@/lib/net/cidr'
import { elementId } from '@/lib/net/element-id'
import { ip, ipFromBits } from '@/lib/net/ip-address'
import type { ConditionId, TableId } from '@/lib/network/ids'
import type { Route, RouteTable } from '@/lib/network/route'
import { lookUpRoute } from './route-lookup'

const route = (prefix: string, origin: string, from: string, change: Partial<Route> = {}): Route =>
  ({ prefix: cidr(prefix), nextHop: { type: 'blackhole' }, origin, preference: origin === 'propagated' ? 20 : 10, code: 'sample.route', from: elementId(from), ...change })
const table = (routes: readonly Route[], withheld: RouteTable['withheld'] = []): RouteTable => ({ id: 't' as TableId, from: elementId('t'), routes, withheld, ties: 'all' })
const settled = (entries: readonly [string, boolean][] = []) => new Map(entries as readonly [ConditionId, boolean][])
const local = { preference: 0, shadows: { origins: ['propagated'], code: 'cidr.local-wins' as const } }

describe('which route wins', () => {
  it.each([
    { name: 'the longest prefix wins over origin', routes: [route('10.0.0.0/8', 'static', 'short'), route('10.1.0.0/16', 'propagated', 'long')], best: ['long'], lost: [['short', 'shorter']] },
    { name: 'static wins over propagated for the same prefix', routes: [route('10.1.0.0/16', 'propagated', 'vpn'), route('10.1.0.0/16', 'static', 'peering')], best: ['peering'], lost: [['vpn', 'less-preferred']] },
    { name: 'equal routes are all best', routes: [route('10.1.0.0/16', 'static', 'one'), route('10.1.0.0/16', 'static', 'two')], best: ['one', 'two'], lost: [] },
    { name: 'a local route shadows a longer propagated one (AWS VPC route priority)', routes: [route('10.1.0.0/16', 'local', 'local', local), route('10.1.2.0/24', 'propagated', 'vpn')], best: ['local'], lost: [['vpn', 'shadowed']] },
    { name: 'but not a longer static one', routes: [route('10.1.0.0/16', 'local', 'local', local), route('10.1.2.0/24', 'static', 'appliance')], best: ['appliance'], lost: [['local', 'shorter']] },
    { name: 'a shorter route loses by length, whatever shadows it', routes: [route('10.1.0.0/16', 'local', 'local', local), route('0.0.0.0/0', 'propagated', 'default')], best: ['local'], lost: [['default', 'shorter']] },
    { name: 'a route whose condition does not hold is not there', routes: [route('10.1.2.0/24', 'static', 'down', { requires: 'up' as ConditionId }), route('0.0.0.0/0', 'static', 'default')], best: ['default'], lost: [['down', 'requires']] },
  ])('$name', ({ routes, best, lost }) => {
    const found = lookUpRoute(table(routes), ip('10.1.2.3'), settled())
    expect(found.best.map(won => won.from)).toEqual(best)
    expect(found.lost.map(entry => [entry.route.from, entry.why])).toEqual(lost)
  })

  it('with its condition holding, the route is there', () => {
    const found = lookUpRoute(table([route('10.1.2.0/24', 'static', 'up', { requires: 'up' as ConditionId })]), ip('10.1.2.3'), settled([['up', true]]))
    expect(found.best.map(won => won.from)).toEqual(['up'])
  })

  it('a withheld route is told only where it would have won', () => {
    const why = { code: 'route.not-propagated' as const, elements: [elementId('rt')] }
    const withheld = [{ route: route('10.1.2.0/24', 'propagated', 'longer'), why }, { route: route('10.0.0.0/8', 'propagated', 'shorter'), why }, { route: route('10.9.0.0/16', 'propagated', 'elsewhere'), why }]
    expect(lookUpRoute(table([route('10.1.0.0/16', 'static', 'here')], withheld), ip('10.1.2.3'), settled()).withheld.map(entry => entry.route.from)).toEqual(['longer'])
    expect(lookUpRoute(table([route('10.1.0.0/16', 'local', 'here', local)], withheld), ip('10.1.2.3'), settled()).withheld).toEqual([])
  })
})

describe('against the obvious way', () => {
  const routes = fc.array(fc.record({ bits: fc.nat(0xffff), length: fc.integer({ min: 16, max: 32 }), preference: fc.nat(2) }), { maxLength: 30 })
  it('the best routes are those of the longest prefix, then of the lowest preference', () => {
    fc.assert(fc.property(routes, fc.nat(0xffff), (list, low) => {
      const made = list.map(({ bits, length, preference }, at) => route('0.0.0.0/0', 'static', `r${at}`, { prefix: prefixOf(ipFromBits(4, 0x0a010000n + BigInt(bits)), length), preference }))
      const to = ipFromBits(4, 0x0a010000n + BigInt(low))
      const holding = made.filter(entry => contains(entry.prefix, to))
      const longest = Math.max(...holding.map(entry => entry.prefix.length))
      const among = holding.filter(entry => entry.prefix.length === longest)
      const least = Math.min(...among.map(entry => entry.preference))
      expect(new Set(lookUpRoute(table(made), to, settled()).best)).toEqual(new Set(among.filter(entry => entry.preference === least)))
    }))
  })
})

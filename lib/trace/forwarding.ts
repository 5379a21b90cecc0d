import type { ElementId } from '@/lib/net/element-id'
import { ip, versionOf, type IpAddress } from '@/lib/net/ip-address'
import type { Interface } from '@/lib/network/device'
import type { Route, RouteTable } from '@/lib/network/route'
import type { TableId } from '@/lib/network/ids'
import type { Fault, LostRoute } from '@/lib/network/trace'
import { tableOf } from '@/lib/network/names'
import { packetMatches } from './match'
import { top, tupleOf } from './packet'
import { lookUpRoute, type RouteLookup } from './route-lookup'
import { failHere, fork, missedRoute, type Run, type Walk } from './walk'

/** Where a packet goes next: an interface and the address to find on it (none on point-to-point links). */
export interface Way { readonly route: Route; readonly out: Interface; readonly nextHop: IpAddress | null }

/**
 * Chooses the table by policy rules, looks the destination up and goes on with every equal way. Ends the walk where there is none.
 * Sources: ip-rule(8); RFC 1812 section 5.2.4; equal-cost paths: RFC 2992 (a flow keeps its path).
 */
export function route(walk: Walk, run: Run, next: (walk: Walk, way: Way) => void): void {
  const found = lookUp(walk, run)
  if (!found) { noRoute(walk, run); return }
  const { table, lookup } = found
  collectMissed(walk, table, lookup)
  walk.steps.push({ type: 'route', table: table.id, from: table.from, matched: lookup.best[0] ?? null, lost: lookup.lost, withheld: lookup.withheld, ways: lookup.best.length, certain: table.ties === 'all' || lookup.best.length < 2 })
  if (lookup.best.length === 0) { noRoute(walk, run, table.from); return }
  const key = `${walk.device.id} ${table.id} ${tupleOf(top(walk.packet))}`
  const kept = walk.memory.choices.get(key)
  const chosen = kept !== undefined && lookup.best[kept] ? [kept] : lookup.best.map((_, at) => at)
  const branches = chosen.slice(1).map(() => fork(walk, run))
  chosen.forEach((choice, at) => {
    const branch = at === 0 ? walk : branches[at - 1] as Walk
    if (lookup.best.length > 1) {
      branch.memory.choices.set(key, choice)
      const last = branch.steps[branch.steps.length - 1]
      if (last?.type === 'route') branch.steps[branch.steps.length - 1] = { ...last, matched: lookup.best[choice] as Route }
    }
    follow(branch, run, table, lookup.best[choice] as Route, next)
  })
}

function lookUp(walk: Walk, run: Run): { readonly table: RouteTable; readonly lookup: RouteLookup } | null {
  const header = top(walk.packet)
  const seen = { header, mark: walk.packet.mark, inInterface: walk.inInterface?.id }
  for (const rule of walk.device.policyRules) {
    if (!packetMatches(rule.match, seen, run.network)) continue
    const table = run.index.tables.get(rule.table)
    if (!table) continue
    const lookup = lookUpRoute(table, header.destination, run.network.settled)
    if (lookup.best.length > 0 || rule.final) return { table, lookup }
    collectMissed(walk, table, lookup)
  }
  const main = run.index.tables.get(tableOf(walk.device.id, 'main'))
  return main ? { table: main, lookup: lookUpRoute(main, header.destination, run.network.settled) } : null
}

/** Nothing matches: the table is where a route would be added. */
const noRoute = (walk: Walk, run: Run, table: ElementId = walk.device.from) =>
  failHere(walk, run, 'no-route', 'unreachable', dropped(walk, { code: 'route.missing', from: table }))

/** The route (or the lack of one) that ended the packet here. */
const dropped = (walk: Walk, by: Pick<Route, 'code' | 'from'>): Fault =>
  ({ why: { code: by.code, elements: [by.from], facts: { destination: top(walk.packet).destination } }, place: walk.device.from, mend: { type: 'nothing' } })

/** Remembers better routes that are withheld here, or that lost although they were more specific. */
function collectMissed(walk: Walk, table: RouteTable, lookup: RouteLookup): void {
  for (const withheld of lookup.withheld) walk.missed.push(missedRoute(walk, withheld, table.id))
  for (const lost of lookup.lost) {
    const fault = lostFault(walk, table.id, lookup, lost)
    if (fault) walk.missed.push(fault)
  }
}

function lostFault(walk: Walk, table: TableId, lookup: RouteLookup, { route: lost, why }: LostRoute): Fault | null {
  if (why === 'shadowed') {
    const shadow = [...lookup.best, ...lookup.lost.map(other => other.route)].find(other => other.shadows?.origins.includes(lost.origin))
    if (!shadow?.shadows) return null
    return { why: { code: shadow.shadows.code, elements: [lost.owner ?? lost.from], facts: { destination: top(walk.packet).destination } }, place: walk.device.from, mend: { type: 'unshadow', device: walk.device.id, table, route: lost } }
  }
  if (why === 'requires' && lost.requires !== undefined) {
    return { why: { code: lost.code, elements: [lost.from] }, place: walk.device.from, mend: { type: 'condition', condition: lost.requires } }
  }
  return null
}

function follow(walk: Walk, run: Run, table: RouteTable, taken: Route, next: (walk: Walk, way: Way) => void): void {
  const { nextHop } = taken
  switch (nextHop.type) {
    case 'blackhole': return failHere({ ...walk, device: { ...walk.device, notices: 'silent' } }, run, 'null-routed', 'unreachable', dropped(walk, taken))
    case 'unreachable': return failHere(walk, run, 'no-route', 'unreachable', dropped(walk, taken))
    case 'leaves': return failHere(walk, run, 'exits-network')
    case 'connected': return withInterface(walk, run, taken, nextHop.interfaceId, top(walk.packet).destination, next)
    case 'interface': return withInterface(walk, run, taken, nextHop.interfaceId, null, next)
    case 'via': {
      if (nextHop.interfaceId !== undefined) return withInterface(walk, run, taken, nextHop.interfaceId, nextHop.address, next)
      const onward = lookUpRoute(table, nextHop.address, run.network.settled).best[0]?.nextHop
      if (onward?.type === 'connected') return withInterface(walk, run, taken, onward.interfaceId, nextHop.address, next)
      if (onward?.type === 'interface') return withInterface(walk, run, taken, onward.interfaceId, null, next)
      return noRoute(walk, run)
    }
  }
}

function withInterface(walk: Walk, run: Run, taken: Route, interfaceId: string, nextHop: IpAddress | null, next: (walk: Walk, way: Way) => void): void {
  const out = walk.device.interfaces.find(item => item.id === interfaceId)
  if (out) next(walk, { route: taken, out, nextHop })
  else noRoute(walk, run)
}

/** The source of a device's own packet: the route's preferred one, else the out-interface's, else any of its own. Source: RFC 6724 for v6, ip-route(8) `src`. */
export function sourceFor(walk: Walk, way: Way): IpAddress {
  const version = versionOf(top(walk.packet).destination)
  const own = [...way.out.addresses, ...walk.device.interfaces.flatMap(item => item.addresses)].find(({ address }) => versionOf(address) === version)
  return way.route.preferredSource ?? own?.address ?? ip(version === 4 ? '0.0.0.0' : '::')
}

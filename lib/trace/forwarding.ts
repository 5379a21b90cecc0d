import type { ElementId } from '@/lib/net/element-id'
import { versionOf, type IpAddress } from '@/lib/net/ip-address'
import { unreachable } from '@/lib/net/unreachable'
import type { Device, Interface } from '@/lib/network/device'
import type { Network } from '@/lib/network/network'
import type { Route, RouteTable } from '@/lib/network/route'
import type { TableId } from '@/lib/network/ids'
import type { Fault, Header, LostRoute } from '@/lib/network/trace'
import type { NetworkIndex } from './index'
import { top, tupleOf } from './packet'
import { choiceKey } from './remember'
import { lookUpRoute, type RouteLookup } from './route-lookup'
import { addressFor, unspecified } from './source-address'
import { chooseTable, isUnsettled, type Routed } from './table-choice'
import { failHere, fork, giveUp, isOwn, missedRoute, type Run, type Walk } from './walk'

/** Where a packet goes next: an interface and the address to find on it (none on point-to-point links). */
export interface Way { readonly route: Route; readonly out: Interface; readonly nextHop: IpAddress | null }

const routedOf = (walk: Walk, header: Header): Routed => ({ header, mark: walk.packet.mark, inInterface: walk.inInterface?.id })

/** The equal best routes of a device to an address for a packet of its own, without a walk: what proxies and checks ask. */
export const routesTo = (network: Network, index: NetworkIndex, device: Device, destination: IpAddress): readonly Route[] =>
  routesBack(network, index, device, { header: { source: unspecified(versionOf(destination)), destination, protocol: 0 }, mark: 0, inInterface: undefined })

/** The equal best routes for a packet that is only thought of. */
export const routesBack = (network: Network, index: NetworkIndex, device: Device, routed: Routed): readonly Route[] =>
  chooseTable(network, index, device, routed).decided?.lookup.best ?? []

/**
 * Chooses the table by policy rules, looks the destination up and goes on with every equal way. Ends the walk where there is none.
 * Sources: ip-rule(8); RFC 1812 section 5.2.4; equal-cost paths: RFC 2992 (a flow keeps its path).
 */
export function route(walk: Walk, run: Run, next: (walk: Walk, way: Way) => void): void {
  const { passed, decided } = chooseTable(run.network, run.index, walk.device, routedOf(walk, top(walk.packet)))
  for (const { table, lookup } of passed) collectMissed(walk, table, lookup)
  if (!decided) { noRoute(walk, run); return }
  const { table, lookup } = decided
  collectMissed(walk, table, lookup)
  walk.steps.push({ type: 'route', table: table.id, from: table.from, matched: lookup.best[0] ?? null, lost: lookup.lost, withheld: lookup.withheld, ways: lookup.best.length, certain: table.ties === 'all' || lookup.best.length < 2 })
  if (isUnsettled(table, top(walk.packet).destination)) { giveUp(walk, run, 'control.not-settled', { destination: top(walk.packet).destination }); return }
  if (lookup.best.length === 0) { noRoute(walk, run, table.from); return }
  const key = choiceKey(walk.device.id, table.id, tupleOf(top(walk.packet)))
  const kept = walk.memory.choices.get(key)
  const chosen = kept !== undefined && lookup.best[kept] ? [kept] : lookup.best.map((_, at) => at)
  fork(walk, run, chosen.length).forEach((branch, at) => {
    const choice = chosen[at] as number
    if (lookup.best.length > 1) {
      branch.memory.choices.set(key, choice)
      const last = branch.steps[branch.steps.length - 1]
      if (last?.type === 'route') branch.steps[branch.steps.length - 1] = { ...last, matched: lookup.best[choice] as Route }
    }
    follow(branch, run, table, lookup.best[choice] as Route, next)
  })
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
    case 'blackhole': return failHere(walk, run, 'null-routed', isOwn(walk) ? 'unreachable' : 'silent', dropped(walk, taken))
    case 'unreachable': case 'prohibit': return failHere(walk, run, 'no-route', 'unreachable', dropped(walk, taken))
    case 'throw': return noRoute(walk, run, table.from)
    case 'leaves': return failHere(walk, run, 'exits-network', 'silent')
    case 'connected': case 'interface': case 'via': {
      const way = wayOf(walk, run, table, taken)
      return way ? next(walk, way) : noRoute(walk, run)
    }
    default: return unreachable(nextHop)
  }
}

/** Where a route leads, or null where it leads nowhere. */
function wayOf({ device, packet }: Pick<Walk, 'device' | 'packet'>, run: Run, table: RouteTable, taken: Route): Way | null {
  return wayTo(device, top(packet).destination, run, { table, taken })
}

function wayTo(device: Device, destination: IpAddress, run: Run, { table, taken }: { readonly table: RouteTable; readonly taken: Route }): Way | null {
  const at = ((): { readonly interfaceId: Interface['id']; readonly address: IpAddress | null } | null => {
    const { nextHop } = taken
    switch (nextHop.type) {
      case 'connected': return { interfaceId: nextHop.interfaceId, address: destination }
      case 'interface': return { interfaceId: nextHop.interfaceId, address: null }
      case 'via': return nextHop.interfaceId === undefined ? resolve(run, table, nextHop.address) : { interfaceId: nextHop.interfaceId, address: nextHop.address }
      case 'blackhole': case 'unreachable': case 'prohibit': case 'throw': case 'leaves': return null
      default: return unreachable(nextHop)
    }
  })()
  const out = at && device.interfaces.find(item => item.id === at.interfaceId)
  return out ? { route: taken, out, nextHop: at.address } : null
}

/** Every way that a device's own packet could take, without taking it. */
export const waysOf = (walk: Walk, run: Run): readonly Way[] => waysFor(run, walk.device, routedOf(walk, top(walk.packet)))

/** Every way of a packet that is only thought of. */
export function waysFor(run: Run, device: Device, routed: Routed): readonly Way[] {
  const { decided } = chooseTable(run.network, run.index, device, routed)
  return decided ? decided.lookup.best.flatMap(taken => wayTo(device, routed.header.destination, run, { table: decided.table, taken }) ?? []) : []
}

/** As deep as next hops are followed that are themselves behind next hops. */
const RESOLUTION_LIMIT = 8

/** A gateway's interface and link address; a gateway behind a gateway is followed. Source: RFC 4271 section 5.1.3, RFC 1812 section 5.2.4.2. */
function resolve(run: Run, table: RouteTable, address: IpAddress, depth = 0): { readonly interfaceId: Interface['id']; readonly address: IpAddress | null } | null {
  const onward = lookUpRoute(table, address, run.network.settled).best[0]?.nextHop
  if (onward?.type === 'connected') return { interfaceId: onward.interfaceId, address }
  if (onward?.type === 'interface') return { interfaceId: onward.interfaceId, address: null }
  if (onward?.type !== 'via') return null
  if (onward.interfaceId !== undefined) return { interfaceId: onward.interfaceId, address: onward.address }
  return depth < RESOLUTION_LIMIT && onward.address !== address ? resolve(run, table, onward.address, depth + 1) : null
}

/** The source of a device's own packet: the route's preferred one, else one of the interface's, else any of its own, else none. */
export function sourceFor(walk: Walk, { route: taken, out, nextHop }: Way): IpAddress {
  const { destination } = top(walk.packet)
  if (taken.preferredSource !== undefined && versionOf(taken.preferredSource) === versionOf(destination)) return taken.preferredSource
  return addressFor(walk.device, out, nextHop ?? destination, destination) ?? unspecified(versionOf(destination))
}

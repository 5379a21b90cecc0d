import { covers, type Cidr } from '@/lib/net/cidr'
import type { ElementId } from '@/lib/net/element-id'
import type { Device, Link } from '@/lib/network/device'
import type { DeviceId, InterfaceId, SpeakerId, TableId } from '@/lib/network/ids'
import type { Network } from '@/lib/network/network'
import type { NextHop, Route, RouteTable, Withheld } from '@/lib/network/route'
import type { Propagation, Speaker } from '@/lib/network/speaker'
import { bestPaths } from './decision'
import type { Exchange } from './exchange'
import { linkByInterface } from './neighbours'
import { comparePaths, comparePrefixes, isLive, prefixKey, type Path } from './path'
import { joinWithheld, withReason } from './reasons'

/** What goes into one table. */
export interface Filling { readonly device: DeviceId; readonly table: TableId; readonly routes: readonly Route[]; readonly withheld: readonly Withheld[]; readonly ties: RouteTable['ties']; readonly unsettled: readonly Cidr[] }

/** A route without its prefix and owner, which differ inside a class. */
type Shape = Pick<Route, 'code' | 'from' | 'nextHop' | 'origin' | 'preference'> & { readonly asPath: readonly number[]; readonly by: SpeakerId }
interface Outcome { readonly routes: readonly Shape[]; readonly withheld: readonly { readonly shape: Shape; readonly why: Withheld['why']; readonly also: readonly Withheld['why'][] }[] }

/** The Network with what was learned in the speakers' tables and in those that it is propagated to. */
export function installRoutes(network: Network, exchange: Exchange): Network {
  const links = linkByInterface(network)
  const order = exchange.learned.flatMap((item, at) => item.prefixes.map((prefix): Entry => ({ prefix, at, owners: exchange.owners.get(prefixKey(prefix)) }))).sort((a, b) => comparePrefixes(a.prefix, b.prefix))
  const unsettled = exchange.learned.flatMap(item => (item.settled ? [] : item.prefixes))
  const fillings = [
    ...[...network.speakers.values()].map((speaker): Filling => ({
      device: speaker.device, table: speaker.table, ties: speaker.multipath === 'one-unknown' ? 'one-unknown' : 'all', unsettled,
      ...expand(order, exchange.learned.map(item => ofSpeaker(speaker, item.paths.get(speaker.id) ?? [], links))),
    })),
    ...network.propagations.map((propagation): Filling => ({
      device: propagation.device, table: propagation.table, ties: 'all', unsettled,
      ...expand(order, exchange.learned.map(item => ofPropagation(propagation, item.paths.get(propagation.speaker) ?? [], item.prefix))),
    })),
  ]
  return fillTables(network, fillings)
}

/** A prefix, the class it is in, and whose it is. */
interface Entry { readonly prefix: Cidr; readonly at: number; readonly owners: ReadonlyMap<SpeakerId, ElementId> | undefined }

/** From classes back to prefixes, in their order. Large rings make millions of routes here, hence no intermediate lists. */
function expand(order: readonly Entry[], outcomes: readonly Outcome[]): Pick<Filling, 'routes' | 'withheld'> {
  const routes: Route[] = []
  const withheld: Withheld[] = []
  for (const { prefix, at, owners } of order) {
    const outcome = outcomes[at] as Outcome
    for (const shape of outcome.routes) routes.push(routeOf(shape, prefix, owners))
    for (const { shape, why, also } of outcome.withheld) withheld.push({ route: routeOf(shape, prefix, owners), why, ...(also.length > 0 ? { also } : {}) })
  }
  return { routes, withheld }
}

/** Adds to tables; the Network's other devices stay as they are. */
export function fillTables(network: Network, fillings: readonly Filling[]): Network {
  const devices = new Map(network.devices)
  for (const filling of fillings) {
    const device = devices.get(filling.device)
    if (device) devices.set(device.id, fill(device, filling))
  }
  return { ...network, devices }
}

function fill(device: Device, { table: id, routes, withheld, ties, unsettled }: Filling): Device {
  if (routes.length === 0 && withheld.length === 0 && unsettled.length === 0) return device
  const filled = (table: RouteTable): RouteTable => ({
    ...table, routes: table.routes.length === 0 ? routes : table.routes.concat(routes), withheld: table.withheld.concat(withheld), ties: ties === 'one-unknown' ? ties : table.ties,
    ...(unsettled.length > 0 ? { unsettled: [...table.unsettled ?? [], ...unsettled] } : {}),
  })
  return { ...device, tables: device.tables.map(table => (table.id === id ? filled(table) : table)) }
}

function routeOf({ by, code, from, nextHop, origin, preference, asPath }: Shape, prefix: Cidr, owners: Entry['owners']): Route {
  const owner = owners?.get(by)
  return owner === undefined ? { code, from, prefix, nextHop, origin, preference, asPath } : { code, from, prefix, nextHop, origin, preference, owner, asPath }
}

/** The equally good best paths as routes, and the withheld ones, joined. */
function ofSpeaker({ installs, multipath, resolvesNextHops }: Speaker, paths: readonly Path[], links: ReadonlyMap<InterfaceId, Link>): Outcome {
  const toShape = (path: Path): Shape => ({
    code: installs.code, from: path.session, nextHop: resolvesNextHops && path.nextHop !== null && path.nextHop !== path.gateway ? { type: 'via', address: path.nextHop } : towards(path, links.get(path.interfaceId)),
    origin: installs.origin, preference: installs.preference, by: path.origin, asPath: path.asPath,
  })
  const live = paths.filter(isLive)
  const best = live.length > 0 ? bestPaths(live) : []
  return { routes: distinctWays((multipath === 'none' ? best.slice(0, 1) : best).map(toShape)), withheld: withheldOf(paths, toShape) }
}

/** Several paths over one gateway are one way. */
function distinctWays(shapes: readonly Shape[]): readonly Shape[] {
  const key = ({ nextHop }: Shape) => ('address' in nextHop ? nextHop.address : 'interfaceId' in nextHop ? nextHop.interfaceId : nextHop.type)
  return shapes.length < 2 ? shapes : shapes.filter((shape, at) => shapes.findIndex(other => key(other) === key(shape)) === at)
}

/** One copy of each prefix, however many equal paths the speaker has: they share the way to the speaker. */
function ofPropagation(propagation: Propagation, learned: readonly Path[], prefix: Cidr): Outcome {
  const toShape = (path: Path): Shape => ({
    code: propagation.code, from: propagation.from, nextHop: propagation.nextHop, origin: propagation.origin,
    preference: propagation.preference + (propagation.addsMed ? path.med : 0), by: path.origin, asPath: path.asPath,
  })
  const paths = learned.map(path => ({ ...path, reasons: reasonsHere(propagation, path, prefix) }))
  const live = paths.filter(isLive)
  return { routes: live.length > 0 ? bestPaths(live).slice(0, 1).map(toShape) : [], withheld: withheldOf(paths, toShape) }
}

function reasonsHere(propagation: Propagation, path: Path, prefix: Cidr): Path['reasons'] {
  const refusal = propagation.refuses?.find(refused => covers(refused.within, prefix))?.why
  return withReason(withReason(path.reasons, refusal), propagation.withheld)
}

function withheldOf(paths: readonly Path[], toShape: (path: Path) => Shape): Outcome['withheld'] {
  const kept = paths.filter(path => !isLive(path)).sort((a, b) => a.asPath.length - b.asPath.length || comparePaths(a, b))
  return joinWithheld(kept).flatMap(path => {
    const [why, ...also] = path.reasons
    return why ? [{ shape: toShape(path), why, also }] : []
  })
}

/** Out of a tunnel or a point-to-point link; on a segment to the neighbour's address. */
function towards(path: Path, link: Link | undefined): NextHop {
  return link?.kind === 'segment' ? { type: 'via', address: path.gateway ?? path.peer, interfaceId: path.interfaceId } : { type: 'interface', interfaceId: path.interfaceId }
}

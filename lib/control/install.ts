import { covers } from '@/lib/net/cidr'
import type { Device, Link } from '@/lib/network/device'
import type { DeviceId, InterfaceId, TableId } from '@/lib/network/ids'
import type { Network } from '@/lib/network/network'
import type { NextHop, Route, RouteTable, Withheld } from '@/lib/network/route'
import type { Propagation, Speaker } from '@/lib/network/speaker'
import { bestPaths } from './decision'
import type { Learned } from './exchange'
import { linkByInterface } from './neighbours'
import { byPrefix, comparePaths, isLive, type Path } from './path'
import { joinWithheld, withReason } from './reasons'

interface Filling { readonly device: DeviceId; readonly table: TableId; readonly routes: readonly Route[]; readonly withheld: readonly Withheld[]; readonly ties: RouteTable['ties'] }

/** The Network with what was learned in the speakers' tables and in those that it is propagated to. */
export function installRoutes(network: Network, learned: Learned): Network {
  const links = linkByInterface(network)
  const fillings = [
    ...[...network.speakers.values()].map(speaker => ofSpeaker(speaker, learned.get(speaker.id) ?? [], links)),
    ...network.propagations.map(propagation => ofPropagation(propagation, learned.get(propagation.speaker) ?? [])),
  ]
  const devices = new Map(network.devices)
  for (const filling of fillings) {
    const device = devices.get(filling.device)
    if (device) devices.set(device.id, fill(device, filling))
  }
  return { ...network, devices }
}

function fill(device: Device, { table: id, routes, withheld, ties }: Filling): Device {
  if (routes.length === 0 && withheld.length === 0) return device
  const filled = (table: RouteTable): RouteTable => ({
    ...table, routes: [...table.routes, ...routes], withheld: [...table.withheld, ...withheld], ties: ties === 'one-unknown' ? ties : table.ties,
  })
  return { ...device, tables: device.tables.map(table => (table.id === id ? filled(table) : table)) }
}

/** Of each prefix the equally good best paths as routes, and the withheld ones, joined. */
function ofSpeaker({ installs, device, table, multipath }: Speaker, paths: readonly Path[], links: ReadonlyMap<InterfaceId, Link>): Filling {
  const toRoute = (path: Path): Route => ({
    code: installs.code, from: path.session, prefix: path.prefix, nextHop: towards(path, links.get(path.interfaceId)),
    origin: installs.origin, preference: installs.preference, owner: path.owner, asPath: path.asPath,
  })
  const groups = byPrefix(paths)
  return {
    device, table, ties: multipath,
    routes: groups.flatMap(group => { const live = group.filter(isLive); return live.length > 0 ? bestPaths(live).map(toRoute) : [] }),
    withheld: groups.flatMap(group => withheldOf(group, toRoute)),
  }
}

/** One copy of each prefix, however many equal paths the speaker has: they share the way to the speaker. */
function ofPropagation(propagation: Propagation, paths: readonly Path[]): Filling {
  const toRoute = (path: Path): Route => ({
    code: propagation.code, from: propagation.from, prefix: path.prefix, nextHop: propagation.nextHop, origin: propagation.origin,
    preference: propagation.preference + (propagation.addsMed ? path.med : 0), owner: path.owner, asPath: path.asPath,
  })
  const groups = byPrefix(paths.map(path => ({ ...path, reasons: reasonsHere(propagation, path) })))
  return {
    device: propagation.device, table: propagation.table, ties: 'all',
    routes: groups.flatMap(group => { const live = group.filter(isLive); return live.length > 0 ? bestPaths(live).slice(0, 1).map(toRoute) : [] }),
    withheld: groups.flatMap(group => withheldOf(group, toRoute)),
  }
}

function reasonsHere(propagation: Propagation, path: Path): Path['reasons'] {
  const refusal = propagation.refuses?.find(refused => covers(refused.within, path.prefix))?.why
  return withReason(withReason(path.reasons, refusal), propagation.withheld)
}

function withheldOf(group: readonly Path[], toRoute: (path: Path) => Route): readonly Withheld[] {
  const kept = group.filter(path => !isLive(path)).sort((a, b) => a.asPath.length - b.asPath.length || comparePaths(a, b))
  return joinWithheld(kept).flatMap(path => {
    const [why, ...also] = path.reasons
    return why ? [{ route: toRoute(path), why, ...(also.length > 0 ? { also } : {}) }] : []
  })
}

/** Out of a tunnel or a point-to-point link; on a segment to the neighbour's address. */
function towards(path: Path, link: Link | undefined): NextHop {
  return link?.kind === 'segment' ? { type: 'via', address: path.peer, interfaceId: path.interfaceId } : { type: 'interface', interfaceId: path.interfaceId }
}

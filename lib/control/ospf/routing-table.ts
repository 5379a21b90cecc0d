import { formatCidr, type Cidr } from '@/lib/net/cidr'
import type { ElementId } from '@/lib/net/element-id'
import type { SpeakerId } from '@/lib/network/ids'
import type { Adjacency, Attachment } from './adjacency'
import { adjacenciesIn, subnetsOf } from './adjacency'
import { shortestPaths, union, type Reach } from './shortest-paths'

/** Sorts of ways, best first. Source: RFC 2328 section 11. */
export type Sort = 'intra' | 'inter' | 'external-1' | 'external-2'
const RANK: Readonly<Record<Sort, number>> = { intra: 0, inter: 1, 'external-1': 2, 'external-2': 3 }

/** A way to a prefix: its sort, its cost (for an external one of the second kind, the announced metric first), and its first steps. */
export interface Found { readonly prefix: Cidr; readonly sort: Sort; readonly metric: number; readonly cost: number; readonly hops: readonly Adjacency[]; readonly from: ElementId }

/** A prefix that comes from outside OSPF, by the router that announces it. */
export interface External { readonly by: SpeakerId; readonly prefix: Cidr; readonly metric: number; readonly type: 1 | 2; readonly from: ElementId }

type Table = Map<string, Found>

/** The better of two ways; equal ones are joined. Source: RFC 2328 sections 11 and 16.4. */
export function offer(table: Table, found: Found): void {
  const key = formatCidr(found.prefix)
  const known = table.get(key)
  const order = known ? RANK[found.sort] - RANK[known.sort] || found.metric - known.metric || found.cost - known.cost : -1
  if (!known || order < 0) table.set(key, found)
  else if (order === 0) table.set(key, { ...known, hops: union(known.hops, found.hops) })
}

/** What every router knows of the areas it is in. */
export interface Areas { readonly attachments: readonly Attachment[]; readonly of: ReadonlyMap<SpeakerId, ReadonlySet<number>>; readonly reach: (from: SpeakerId, area: number) => ReadonlyMap<SpeakerId, Reach> }

const BACKBONE = 0

export function areasOf(attachments: readonly Attachment[]): Areas {
  const of = new Map<SpeakerId, Set<number>>()
  for (const { router, ospf } of attachments) of.set(router.id, (of.get(router.id) ?? new Set()).add(ospf.area))
  const adjacencies = new Map([...new Set(attachments.map(({ ospf }) => ospf.area))].map(area => [area, adjacenciesIn(attachments, area)] as const))
  const known = new Map<string, ReadonlyMap<SpeakerId, Reach>>()
  const reach = (from: SpeakerId, area: number) => {
    const key = `${area} ${from}`
    const found = known.get(key) ?? shortestPaths(from, adjacencies.get(area) ?? new Map())
    known.set(key, found)
    return found
  }
  return { attachments, of, reach }
}

/** Routers of several areas, one of them the backbone: they tell each area of the others. Source: RFC 2328 section 3.3. */
const isBorder = (areas: ReadonlySet<number> | undefined): boolean => areas !== undefined && areas.size > 1 && areas.has(BACKBONE)

/** The ways inside one area. Source: RFC 2328 section 16.1. */
function intraArea({ attachments, reach }: Areas, from: SpeakerId, area: number): Table {
  const table: Table = new Map()
  for (const attachment of attachments) {
    if (attachment.ospf.area !== area) continue
    const way = reach(from, area).get(attachment.router.id)
    if (way) for (const prefix of subnetsOf(attachment)) offer(table, { prefix, sort: 'intra', metric: 0, cost: way.cost + attachment.ospf.cost, hops: way.hops, from: attachment.router.from })
  }
  return table
}

/** What a border router knows: its own areas, and beyond them what other border routers tell it through the backbone. Source: RFC 2328 sections 12.4.3 and 16.2. */
function borderTable(areas: Areas, border: SpeakerId): Table {
  const table: Table = new Map()
  for (const area of areas.of.get(border) ?? []) for (const found of intraArea(areas, border, area).values()) offer(table, found)
  for (const [other, way] of areas.reach(border, BACKBONE)) {
    if (other === border || !isBorder(areas.of.get(other))) continue
    for (const area of areas.of.get(other) ?? []) {
      if (area !== BACKBONE) for (const found of intraArea(areas, other, area).values()) offer(table, { ...found, sort: 'inter', cost: way.cost + found.cost, hops: way.hops })
    }
  }
  return table
}

/** The whole table of a router: inside its areas, between areas by border routers, then what comes from outside. */
export function tableOf(areas: Areas, from: SpeakerId, externals: readonly External[]): readonly Found[] {
  const own = areas.of.get(from) ?? new Set<number>()
  const table: Table = isBorder(own) ? borderTable(areas, from) : new Map()
  if (!isBorder(own)) {
    for (const area of own) {
      for (const found of intraArea(areas, from, area).values()) offer(table, found)
      for (const [border, way] of areas.reach(from, area)) if (border !== from && isBorder(areas.of.get(border))) for (const found of borderTable(areas, border).values()) offer(table, { ...found, sort: 'inter', cost: way.cost + found.cost, hops: way.hops })
    }
  }
  for (const external of externals) offerExternal(table, areas, from, external)
  return [...table.values()]
}

/** The first kind counts the way to the announcer, the second only to break ties. Source: RFC 2328 section 16.4. */
function offerExternal(table: Table, areas: Areas, from: SpeakerId, { by, prefix, metric, type, from: element }: External): void {
  const way = by === from ? null : wayTo(areas, from, by)
  if (!way) return
  offer(table, type === 1 ? { prefix, sort: 'external-1', metric: 0, cost: way.cost + metric, hops: way.hops, from: element } : { prefix, sort: 'external-2', metric, cost: way.cost, hops: way.hops, from: element })
}

/** The way to a router, in a common area or over border routers. Source: RFC 2328 section 16.2 (summaries of AS boundary routers). */
function wayTo(areas: Areas, from: SpeakerId, to: SpeakerId): Reach | null {
  const own = [...areas.of.get(from) ?? []]
  const direct = own.flatMap(area => areas.reach(from, area).get(to) ?? [])
  if (direct.length > 0) return best(direct)
  const over = own.flatMap(area => [...areas.reach(from, area)].flatMap(([border, way]) => {
    if (border === from || !isBorder(areas.of.get(border))) return []
    const onward = wayFromBorder(areas, border, to)
    return onward === null ? [] : [{ cost: way.cost + onward, hops: way.hops }]
  }))
  return best(over)
}

function wayFromBorder(areas: Areas, border: SpeakerId, to: SpeakerId): number | null {
  const near = [...areas.of.get(border) ?? []].flatMap(area => areas.reach(border, area).get(to)?.cost ?? [])
  if (near.length > 0) return Math.min(...near)
  const far = [...areas.reach(border, BACKBONE)].flatMap(([other, way]) => other !== border && isBorder(areas.of.get(other))
    ? [...areas.of.get(other) ?? []].flatMap(area => { const cost = areas.reach(other, area).get(to)?.cost; return cost === undefined ? [] : [way.cost + cost] }) : [])
  return far.length > 0 ? Math.min(...far) : null
}

function best(ways: readonly Reach[]): Reach | null {
  return ways.reduce<Reach | null>((found, way) => !found || way.cost < found.cost ? way : way.cost === found.cost ? { cost: way.cost, hops: union(found.hops, way.hops) } : found, null)
}

import type { MechanismSchemas } from '@/lib/design/attachment'
import type { Design, DesignElement, DesignLink, Placement } from '@/lib/design/design'
import { renameIds } from '@/lib/design/rename'
import { err, ok, type Result } from '@/lib/net/result'
import { completeAll } from './complete'
import { createSupport, type Refusal } from './create-element'
import { withDescendants } from './descendants'
import { idForCopy } from './ids'
import { mayStand } from './may-stand'
import { reunite } from './surroundings'
import { freshTunnel } from './tunnel-addresses'

/** How far a copy lies from what it is a copy of, in canvas units. */
const OFFSET = 24

export interface Duplicated { readonly design: Design; /** The copies of what was named, in its order. */ readonly ids: readonly string[] }

/**
 * Copies elements with all that stands in them, and the links between them. Copies have ids, ranges and addresses of their own; what they name
 * inside the copy they name there, what lies outside stays shared.
 */
export function duplicateElements(design: Design, ids: readonly string[], mechanisms: MechanismSchemas): Result<Duplicated, Refusal> {
  const all = withDescendants(design, ids)
  const inside = new Set(all)
  const tops = all.filter(id => !inside.has(design.elements[id]?.parent ?? ''))
  for (const id of tops) {
    const element = design.elements[id] as DesignElement
    const standing = mayStand(design, element.kind, element.parent ?? null)
    if (!standing.ok) return err({ message: standing.error })
  }
  const links = Object.keys(design.links).filter(id => design.links[id]?.ends.every(end => inside.has(end)))
  const names = namesFor(design, [...all, ...links])
  const renamed = renameIds(design, names, mechanisms)
  const pick = <T>(part: Readonly<Record<string, T>>, from: readonly string[]) => Object.fromEntries(from.flatMap(id => { const to = names.get(id) ?? id; const item = part[to]; return item === undefined ? [] : [[to, item] as const] }))
  const copies = pick(renamed.elements, all)
  for (const id of tops) copies[names.get(id) ?? id] = withoutName(copies[names.get(id) ?? id] as DesignElement)
  const together: Design = {
    ...design, elements: { ...design.elements, ...copies }, links: { ...design.links, ...pick<DesignLink>(renamed.links, links) },
    layout: { ...design.layout, ...shifted(pick<Placement>(renamed.layout, all), new Set(tops.map(id => names.get(id) ?? id))) },
  }
  const filled = completeAll(together, Object.keys(copies), { mode: 'copy', create: createSupport })
  const whole = filled.ok ? reunite(filled.value) : filled
  if (!whole.ok) return err({ message: whole.error })
  const tunnels = links.map(id => names.get(id) ?? id).filter(id => whole.value.links[id]?.kind === 'tunnel')
  return ok({ design: tunnels.reduce(freshTunnel, whole.value), ids: ids.filter(id => inside.has(id)).map(id => names.get(id) ?? id) })
}

/** A new id for each; no two the same. */
function namesFor(design: Design, ids: readonly string[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  let known = design
  for (const id of ids) {
    const name = idForCopy(known, id)
    names.set(id, name)
    const element = known.elements[id]
    known = element ? { ...known, elements: { ...known.elements, [name]: element } } : { ...known, links: { ...known.links, [name]: known.links[id] as DesignLink } }
  }
  return names
}

/** Two things of one name in one place could not be told apart. */
function withoutName(element: DesignElement): DesignElement {
  const { name: _name, ...rest } = element
  return rest as DesignElement
}

const shifted = (layout: Readonly<Record<string, Placement>>, tops: ReadonlySet<string>): Readonly<Record<string, Placement>> =>
  Object.fromEntries(Object.entries(layout).map(([id, place]) => [id, tops.has(id) ? { ...place, x: place.x + OFFSET, y: place.y + OFFSET } : place]))

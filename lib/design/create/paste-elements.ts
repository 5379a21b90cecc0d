import type { MechanismSchemas } from '@/lib/design/attachment'
import type { Design, DesignElement, DesignLink, Placement } from '@/lib/design/design'
import { mapAllReferences, renameIds } from '@/lib/design/rename'
import { schemaOf } from '@/lib/design/schema'
import { GONE, isRecord } from '@/lib/design/walk-fields'
import { err, ok, type Result } from '@/lib/net/result'
import { completeAll } from './complete'
import { createSupport, type Refusal } from './create-element'
import type { Duplicated } from './duplicate-elements'
import { idForCopy } from './ids'
import { mayStand } from './may-stand'
import { reunite } from './surroundings'
import { freshTunnel } from './tunnel-addresses'

/** A part of a design, this one or another: elements with what stands in them, links between them. `roots` are those at its top. */
export interface Part {
  readonly roots: readonly string[]
  readonly elements: Readonly<Record<string, DesignElement>>
  readonly links: Readonly<Record<string, DesignLink>>
  readonly layout: Readonly<Record<string, Placement>>
}

const NOT_A_PART: Refusal = { message: 'What was copied is not a part of a drawing.' }

/**
 * Puts copies of a part into a parent (null: the top of the drawing). They have ids, ranges and addresses of their own; what they name inside the
 * part they name there, what lies outside stays named where the design has it. A part of any origin: what is no part says so, and never throws.
 */
export function pasteElements(design: Design, part: Part, parent: string | null, mechanisms: MechanismSchemas): Result<Duplicated, Refusal> {
  if (!isPart(part)) return err(NOT_A_PART)
  for (const root of part.roots) {
    const standing = mayStand(design, (part.elements[root] as DesignElement).kind, parent)
    if (!standing.ok) return err({ message: standing.error })
  }
  const names = namesFor(design, part)
  const rooted = Object.fromEntries(Object.entries(part.elements).map(([id, element]) => [id, part.roots.includes(id) ? standing(element, parent) : element]))
  const alone: Design = { ...design, elements: rooted, links: part.links, assertions: [], layout: childPlaces(part) }
  const known = (id: string) => Object.hasOwn(part.elements, id) || Object.hasOwn(part.links, id) || Object.hasOwn(design.elements, id) || Object.hasOwn(design.links, id)
  const copies = renameIds(mapAllReferences(alone, id => (known(id) ? id : GONE), mechanisms), names, mechanisms)
  const together: Design = { ...design, elements: { ...design.elements, ...copies.elements }, links: { ...design.links, ...copies.links }, layout: { ...design.layout, ...copies.layout } }
  const filled = completeAll(together, Object.keys(copies.elements), { mode: 'copy', create: createSupport })
  const whole = filled.ok ? reunite(filled.value) : filled
  if (!whole.ok) return err({ message: whole.error })
  const tunnels = Object.keys(copies.links).filter(id => whole.value.links[id]?.kind === 'tunnel')
  return ok({ design: tunnels.reduce(freshTunnel, whole.value), ids: part.roots.map(id => names.get(id) ?? id).filter(id => Object.hasOwn(whole.value.elements, id)) })
}

/** Copied from anywhere: every element and link is one by its schema, and everything stands in something of the part or at its top. */
function isPart(part: unknown): part is Part {
  if (!isRecord(part)) return false
  const { roots, elements, links, layout } = part
  if (!Array.isArray(roots) || !isRecord(elements) || !isRecord(links) || !isRecord(layout)) return false
  if (![...Object.values(elements), ...Object.values(links)].every(subject => schemaOf(subject)?.safeParse(subject).success ?? false)) return false
  return roots.length > 0 && roots.every(id => typeof id === 'string' && Object.hasOwn(elements, id)) && hangsTogether(part as unknown as Part)
}

function hangsTogether({ roots, elements, links }: Part): boolean {
  const held = Object.entries(elements).every(([id, { parent }]) => roots.includes(id) || (parent !== undefined && Object.hasOwn(elements, parent)))
  return held && Object.values(links).every(({ ends }) => ends.every(end => Object.hasOwn(elements, end)))
}

/** Two things of one name in one place could not be told apart. */
function standing({ name: _name, parent: _parent, ...rest }: DesignElement, parent: string | null): DesignElement {
  return (parent === null ? rest : { ...rest, parent }) as DesignElement
}

/** What stands inside keeps its place there; where the copy itself stands is for the arrangement. */
const childPlaces = ({ roots, elements, layout }: Part): Readonly<Record<string, Placement>> =>
  Object.fromEntries(Object.entries(layout).filter(([id]) => Object.hasOwn(elements, id) && !roots.includes(id)))

/** A new id for each; no two the same, and none that the part itself uses. */
function namesFor(design: Design, { elements, links }: Part): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  let known: Design = { ...design, elements: { ...elements, ...design.elements }, links: { ...links, ...design.links } }
  for (const [id, element] of Object.entries(elements)) {
    const name = idForCopy(known, id)
    names.set(id, name)
    known = { ...known, elements: { ...known.elements, [name]: element } }
  }
  for (const [id, link] of Object.entries(links)) {
    const name = idForCopy(known, id)
    names.set(id, name)
    known = { ...known, links: { ...known.links, [name]: link } }
  }
  return names
}

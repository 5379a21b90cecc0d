import { aKind } from '@/lib/design/check/subjects'
import type { Design, DesignElement } from '@/lib/design/design'
import { viewDesign } from '@/lib/design/view'
import { err, ok, type Result } from '@/lib/net/result'
import { completeAll } from './complete'
import { createSupport, type Refusal } from './create-element'
import { withDescendants } from './descendants'
import { mayStand } from './may-stand'
import { reunite } from './surroundings'

/**
 * Whether an element may move into another parent (null: to the top). It stays with its provider and in a parent of the same kind, because all
 * that stands in it is of that provider: a VPC does not become another cloud's.
 */
export function mayMove(design: Design, id: string, parent: string | null): Result<true, string> {
  const element = Object.hasOwn(design.elements, id) ? design.elements[id] : undefined
  if (!element) return err(`There is no element ${id}.`)
  const view = viewDesign(design)
  if (parent !== null && withDescendants(design, [id]).includes(parent)) return err(`${id} cannot stand in itself.`)
  const standing = mayStand(design, element.kind, parent, id)
  if (!standing.ok) return standing
  const before = element.parent === undefined ? undefined : design.elements[element.parent]
  const after = parent === null ? undefined : design.elements[parent]
  if (element.kind === 'site') return ok(true)
  if (before && after && before.kind !== after.kind) return err(`${id} stands in ${aKind(before.kind)} and cannot move into ${aKind(after.kind)}; add a new one there.`)
  const [own, other] = [view.providerOf(id), parent === null ? undefined : view.providerOf(parent)]
  return own === other ? ok(true) : err(`${id} belongs to ${own ?? 'no provider'} and cannot move to ${other ?? 'none'}; add a new one there.`)
}

/**
 * Moves an element with all that stands in it. Ranges, addresses and references that do not fit the new place are chosen anew; what fits stays,
 * and nothing changes where the surroundings are the same.
 */
export function moveElement(design: Design, id: string, parent: string | null): Result<Design, Refusal> {
  const moving = mayMove(design, id, parent)
  if (!moving.ok) return err({ message: moving.error })
  const element = design.elements[id] as DesignElement
  if ((element.parent ?? null) === parent) return ok(design)
  const { parent: _parent, ...rest } = element
  const moved = { ...design, elements: { ...design.elements, [id]: { ...rest, ...(parent === null ? {} : { parent }) } as DesignElement } }
  const filled = element.kind === 'site' ? ok(moved) : completeAll(moved, withDescendants(moved, [id]), { mode: 'moved', create: createSupport })
  const whole = filled.ok ? reunite(filled.value) : filled
  return whole.ok ? whole : err({ message: whole.error })
}

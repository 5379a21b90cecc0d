import type { Design, DesignElement } from '@/lib/design/design'
import type { ElementKind } from '@/lib/design/kinds/index'
import { viewDesign } from '@/lib/design/view'
import type { ElementId } from '@/lib/net/element-id'
import { err, ok, type Result } from '@/lib/net/result'
import { complete } from './complete'
import { idFor } from './ids'
import { mayStand } from './may-stand'
import { DEFAULT_PROVIDER } from './providers'

export interface Created { readonly design: Design; readonly id: ElementId }
/** Why it cannot be: one sentence. */
export interface Refusal { readonly message: string }

/**
 * A new element of a kind in a parent (null: at the top of the drawing), never an empty form: with ranges and addresses that nothing else has,
 * and with what it cannot stand without (a node gets a subnet, a workload a node). `given` are fields that are already known, such as the
 * provider of a site; the rest is chosen. The design itself is not changed.
 */
export function createElement(design: Design, kind: ElementKind, parent: string | null, given: Readonly<Record<string, unknown>> = {}): Result<Created, Refusal> {
  const made = create(design, kind, parent, given)
  return made.ok ? made : err({ message: made.error })
}

function create(design: Design, kind: ElementKind, parent: string | null, given: Readonly<Record<string, unknown>>): Result<Created, string> {
  const standing = mayStand(design, kind, parent)
  if (!standing.ok) return standing
  const { provider } = given
  const id = idFor(design, kind, typeof provider === 'string' ? provider : parent === null ? DEFAULT_PROVIDER : viewDesign(design).providerOf(parent))
  const bare = { kind, ...(parent === null ? {} : { parent }), ...given } as unknown as DesignElement
  const filled = complete({ ...design, elements: { ...design.elements, [id]: bare } }, id, { mode: 'new', create: createSupport })
  return filled.ok ? ok({ design: filled.value, id }) : filled
}

/** What another element cannot stand without. */
export const createSupport = (design: Design, kind: ElementKind, parent: string): Result<Created, string> => create(design, kind, parent, {})

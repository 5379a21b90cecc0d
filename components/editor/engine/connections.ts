import type { Connection } from '@/components/editor/protocol'
import { connectionsFor, mayMove, mayStand } from '@/lib/design/create/index'
import type { Design } from '@/lib/design/design'
import type { ElementKind } from '@/lib/design/kinds/index'
import { ELEMENT_KINDS } from '@/lib/design/kinds/index'

/** Kinds that a link can end at. */
const ENDS: ReadonlySet<string> = new Set(['vpc', 'vpn-gateway', 'cloud-router'])

/** What an element may be connected to, and as what. */
export function connectionsOf(id: string, design: Design): readonly Connection[] {
  const ends = Object.keys(design.elements).filter(end => ENDS.has(design.elements[end]?.kind ?? ''))
  if (!ends.includes(id)) return []
  return ends.filter(end => end !== id).flatMap(to => connectionsFor(design, id, to).map(({ kind, label }): Connection => ({ to, kind, title: label })))
}

/** Where the key '' stands for the top of the drawing: why an element may not stand there, null where it may. */
type Standing = Readonly<Record<string, string | null>>

/** Elements of so many kinds cannot hold anything: the same reason each. */
const HOLDERS: ReadonlySet<string> = new Set(Object.values(ELEMENT_KINDS).flatMap(({ parents }): readonly string[] => parents))

export function placesFor(given: { readonly kind: ElementKind } | { readonly ids: readonly string[] }, design: Design): Standing {
  const why = (parent: string | null): string | null => {
    const all = 'kind' in given ? [mayStand(design, given.kind, parent)] : given.ids.map(id => mayMove(design, id, parent))
    const refused = all.find(one => !one.ok)
    return refused === undefined || refused.ok ? null : refused.error
  }
  const cannotHold = new Map<string, string | null>()
  const entries = Object.entries(design.elements).map(([id, { kind }]): readonly [string, string | null] => {
    if (HOLDERS.has(kind)) return [id, why(id)]
    if (!cannotHold.has(kind)) cannotHold.set(kind, why(id))
    return [id, cannotHold.get(kind) ?? null]
  })
  return Object.fromEntries([...entries, ['', why(null)]])
}

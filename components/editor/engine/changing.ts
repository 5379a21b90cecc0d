import type { Change } from '@/components/editor/edits'
import type { MechanismSchemas } from '@/lib/design/attachment'
import { connectElements, createElement, duplicateElements, moveElement, pasteElements } from '@/lib/design/create/index'
import type { Design, DesignElement } from '@/lib/design/design'
import { removeSubject, renameId, setField } from '@/lib/design/edit'
import { ID_PATTERN } from '@/lib/design/fields'
import type { LinkKind } from '@/lib/design/kinds/index'
import { err, ok, type Result } from '@/lib/net/result'
import { unreachable } from '@/lib/net/unreachable'
import { removalOf } from './removal'

/** A design after a change, not yet checked. `created`: what was asked for; `note`: what was done beside that. */
export interface Changed { readonly design: Design; readonly created: readonly string[]; readonly note?: string }
type Outcome = Result<Changed, string>

const plain = (design: Design): Outcome => ok({ design, created: [] })
const stands = ({ elements, links }: Design, id: string) => Object.hasOwn(elements, id) || Object.hasOwn(links, id)
const missing = (id: string): Outcome => err(`There is nothing called ${id} any more.`)

/** Makes a change. The error is a sentence, and nothing has changed then. */
export function changeDesign(design: Design, change: Change, mechanisms: MechanismSchemas): Outcome {
  switch (change.type) {
    case 'create': {
      const made = createElement(design, change.kind, change.parent)
      if (!made.ok) return err(made.error.message)
      const { id } = made.value
      const layout = change.at === undefined ? made.value.design.layout : { ...made.value.design.layout, [id]: change.at }
      return withSupport(design, { design: { ...made.value.design, layout }, created: [id] })
    }
    case 'set': {
      if (!stands(design, change.id)) return missing(change.id)
      return change.path.length === 0 ? err('A field has a name.') : plain(setField(design, change.id, change.path.map(String), change.value))
    }
    case 'rename': return renamed(design, change, mechanisms)
    case 'remove': return removed(design, change.ids.filter(id => stands(design, id)), mechanisms)
    case 'place': return placed(design, change)
    case 'connect': {
      const made = connectElements(design, change.a, change.b, change.kind as LinkKind | undefined)
      return made.ok ? withSupport(design, { design: made.value.design, created: [made.value.id] }) : err(made.error.message)
    }
    case 'duplicate': {
      const made = duplicateElements(design, change.ids, mechanisms)
      return made.ok ? ok({ design: made.value.design, created: made.value.ids }) : err(made.error.message)
    }
    case 'paste': {
      const made = pasteElements(design, change.clip, change.parent, mechanisms)
      return made.ok ? ok({ design: made.value.design, created: made.value.ids }) : err(made.error.message)
    }
    case 'replace': return plain(change.design)
    default: return unreachable(change)
  }
}

const listed = (ids: readonly string[]): string => (ids.length < 4 ? ids.join(', ') : `${ids.slice(0, 3).join(', ')} and ${ids.length - 3} more`)

/** Says what came with it that was not asked for. */
function withSupport(before: Design, { design, created }: Changed): Outcome {
  const others = [...Object.keys(design.elements), ...Object.keys(design.links)].filter(id => !stands(before, id) && !created.includes(id))
  return ok(others.length === 0 ? { design, created } : { design, created, note: `${created.join(', ')} came with ${listed(others)}, without which it cannot stand.` })
}

function renamed(design: Design, { id, to }: Change & { readonly type: 'rename' }, mechanisms: MechanismSchemas): Outcome {
  if (!stands(design, id)) return missing(id)
  if (id === to) return plain(design)
  if (!ID_PATTERN.test(to)) return err(`${to === '' ? 'Nothing' : to} is not an id: a letter, then letters, digits, - or _, at most 63 characters.`)
  return stands(design, to) ? err(`There is something called ${to} already.`) : plain(renameId(design, id, to, mechanisms))
}

function removed(design: Design, ids: readonly string[], mechanisms: MechanismSchemas): Outcome {
  const { others, assertions } = removalOf(ids, design, mechanisms)
  const gone = [...(others.length === 0 ? [] : [listed(others)]), ...(assertions === 0 ? [] : [assertions === 1 ? 'an assertion' : `${assertions} assertions`])]
  const left = ids.reduce((rest, id) => removeSubject(rest, id, mechanisms), design)
  return ok(gone.length === 0 ? { design: left, created: [] } : { design: left, created: [], note: `With ${listed(ids)} went ${gone.join(' and ')}.` })
}

function placed(design: Design, { placements, parent, moved }: Change & { readonly type: 'place' }): Outcome {
  const ids = Object.keys(placements)
  let now: Result<Design, { readonly message: string }> = ok(design)
  if (parent !== undefined) for (const id of moved ?? ids) if (now.ok) now = moveElement(now.value, id, parent)
  if (!now.ok) return err(now.error.message)
  const { elements, layout } = now.value
  const fitted = Object.keys(elements).filter(id => Object.hasOwn(design.elements, id) && differs(design.elements[id], elements[id]))
  const known = Object.fromEntries(ids.filter(id => Object.hasOwn(elements, id)).map(id => [id, placements[id]]))
  return ok({ design: { ...now.value, layout: { ...layout, ...known } as Design['layout'] }, created: [], ...(fitted.length === 0 ? {} : { note: `To fit the new place, fields of ${listed(fitted)} have changed.` }) })
}

/** In more than the place that it stands in. */
function differs(before: DesignElement | undefined, after: DesignElement | undefined): boolean {
  return before !== after && JSON.stringify({ ...before, parent: '' }) !== JSON.stringify({ ...after, parent: '' })
}

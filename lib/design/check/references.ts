import { hint } from '@/lib/design/nearest'
import { LINK_KINDS } from '@/lib/design/kinds/index'
import { referencesIn } from '@/lib/design/walk-fields'
import type { Path } from '@/lib/design/written'
import type * as z from 'zod'
import type { Finding } from './finding'
import { show } from './issue-findings'
import { aKind, oneOfKinds, type Subjects } from './subjects'

/** Every field that names an element or a link: it exists and is of a kind that may stand there. */
export function checkReferences(subjects: Subjects): readonly Finding[] {
  return subjects.all.flatMap(({ path, fields, schema, kind }) => [...referencesOf(schema, fields, path, subjects), ...(Object.hasOwn(LINK_KINDS, kind) ? sameEnds(path, fields) : [])])
}

/** Wrong references in one value, for example in a configuration. */
export function referencesOf(schema: z.ZodType, value: unknown, base: Path, { byId, ids }: Subjects): readonly Finding[] {
  return referencesIn(schema, value).flatMap(({ id, kinds, path }): Finding[] => {
    const found = byId.get(id)
    const at = [...base, ...path]
    if (found && kinds.includes(found.kind)) return []
    if (found) return [{ path: at, say: () => `${id} is ${aKind(found.kind)}; ${oneOfKinds(kinds)} is expected here.` }]
    if (ids.has(id)) return [] // of unknown kind, which is said there
    const fitting = () => [...byId.values()].filter(subject => kinds.includes(subject.kind)).map(subject => subject.id)
    return [{ path: at, say: () => `There is no ${kinds.length === 1 ? String(kinds[0]) : 'element'} ${show(id)}${hint(id, fitting())}` }]
  })
}

function sameEnds(path: Path, { ends }: Readonly<Record<string, unknown>>): readonly Finding[] {
  if (!Array.isArray(ends) || typeof ends[0] !== 'string' || ends[0] !== ends[1]) return []
  return [{ path: [...path, 'ends', '1'], say: () => `Both ends are ${show(ends[0])}; a link joins two elements.` }]
}

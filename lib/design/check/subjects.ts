import { ELEMENT_KINDS, LINK_KINDS } from '@/lib/design/kinds/index'
import { schemaOf } from '@/lib/design/schema'
import { isRecord } from '@/lib/design/walk-fields'
import type { Path } from '@/lib/design/written'
import type * as z from 'zod'

/** An element or link of the document that is a map of a known kind; its fields may still be wrong. */
export interface Subject {
  readonly id: string
  readonly path: Path
  readonly kind: string
  readonly fields: Readonly<Record<string, unknown>>
  readonly schema: z.ZodObject
}

export interface Subjects {
  readonly all: readonly Subject[]
  readonly byId: ReadonlyMap<string, Subject>
  /** What a value of the document names, of which nothing is certain: only a text is a name. */
  readonly named: (value: unknown) => Subject | undefined
  /** Ids that stand in the document, of known kind or not. */
  readonly ids: ReadonlySet<string>
}

/** The elements and links of a document, of which nothing is certain yet. */
export function subjectsOf(document: Readonly<Record<string, unknown>>): Subjects {
  const ids = new Set<string>()
  const kinds = { elements: ELEMENT_KINDS, links: LINK_KINDS }
  const all = (['elements', 'links'] as const).flatMap(part => Object.entries(isRecord(document[part]) ? document[part] : {}).flatMap(([id, fields]): Subject[] => {
    ids.add(id)
    const schema = schemaOf(fields)
    if (!schema || !isRecord(fields)) return []
    const { kind } = fields
    return typeof kind === 'string' && Object.hasOwn(kinds[part], kind) ? [{ id, path: [part, id], kind, fields, schema }] : []
  }))
  const byId = new Map(all.toReversed().map(subject => [subject.id, subject]))
  return { all, byId, named: value => (typeof value === 'string' ? byId.get(value) : undefined), ids }
}

/** "a subnet", "an internet-gateway". */
export const aKind = (kind: string) => `${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}`

/** "a subnet or a vpc" */
export const oneOfKinds = (kinds: readonly string[]) => kinds.map(aKind).join(' or ')

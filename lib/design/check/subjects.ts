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
    return schema && isRecord(fields) && Object.hasOwn(kinds[part], String(fields['kind'])) ? [{ id, path: [part, id], kind: String(fields['kind']), fields, schema }] : []
  }))
  return { all, byId: new Map(all.toReversed().map(subject => [subject.id, subject])), ids }
}

/** "a subnet", "an internet-gateway". */
export const aKind = (kind: string) => `${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}`

/** "a subnet or a vpc" */
export const oneOfKinds = (kinds: readonly string[]) => kinds.map(aKind).join(' or ')

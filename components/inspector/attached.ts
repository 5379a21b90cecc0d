import type { KindCatalogue, MechanismEntry } from '@/components/editor/protocol'
import type { Attachment, ChoiceField } from '@/lib/design/attachment'
import type { Design } from '@/lib/design/design'

/** A mechanism that works at an element, and where its configuration stands in it. */
export interface Attached { readonly mechanism: MechanismEntry; readonly path: readonly string[] }
/** A field in which an element chooses among mechanisms. `chosen`: null where nothing is written and nothing stands in for it. */
export interface Choice { readonly field: ChoiceField; readonly options: readonly MechanismEntry[]; readonly chosen: string | null; readonly written: boolean }

const FIELDS: readonly ChoiceField[] = ['mechanism', 'network', 'serviceProxy']
export const isChoiceField = (key: string): boolean => (FIELDS as readonly string[]).includes(key)

type Subject = Readonly<Record<string, unknown>>

function providerOf(design: Design, id: string): string | undefined {
  let at = design.elements[id]
  for (let depth = 0; at !== undefined && depth < 64; depth++) {
    if (at.kind === 'site') return at.provider
    at = at.parent === undefined ? undefined : design.elements[at.parent]
  }
  const providers = new Set((design.links[id]?.ends ?? []).map((end) => providerOf(design, end)))
  return providers.size === 1 ? [...providers][0] : undefined
}

function choiceOf(subject: Subject, field: ChoiceField): string | null {
  const value = subject[field]
  if (typeof value === 'string') return value
  const named = typeof value === 'object' && value !== null ? (value as Subject)['mechanism'] : undefined
  return typeof named === 'string' ? named : null
}

/** The attachments by which a mechanism may work at an element or a link in its place: as `attach` of lib/design has it, which is the engine's. */
function fitting({ attachesTo }: MechanismEntry, subject: Subject, design: Design, id: string): readonly Attachment[] {
  const parent = typeof subject['parent'] === 'string' ? design.elements[subject['parent']]?.kind : undefined
  const joined = (Array.isArray(subject['ends']) ? subject['ends'] : []).flatMap((end) => design.elements[String(end)]?.kind ?? [])
  const has = (field: string) => subject[field] !== undefined
  return attachesTo.filter(({ kind, provider, parent: under, ends, having, lacking }) =>
    kind === subject['kind'] && (provider === undefined || provider === providerOf(design, id)) && (under === undefined || under === parent)
    && (ends === undefined || joined.every((end) => ends.includes(end))) && having?.some(has) !== false && lacking?.some(has) !== true)
}

/** What an element chooses among. */
export function choicesOf({ mechanisms }: KindCatalogue, subject: Subject, design: Design, id: string): readonly Choice[] {
  return FIELDS.flatMap((field) => {
    const named = mechanisms.flatMap((mechanism) => fitting(mechanism, subject, design, id).filter((attachment) => attachment.named === field).map((attachment) => ({ mechanism, attachment })))
    const written = choiceOf(subject, field)
    const otherwise = named.find(({ attachment }) => attachment.otherwise === true)?.mechanism.name ?? null
    return named.length === 0 ? [] : [{ field, options: named.map(({ mechanism }) => mechanism), chosen: written ?? otherwise, written: written !== null }]
  })
}

/** The mechanisms at an element that have something to configure, with where. */
export function attachedTo({ mechanisms }: KindCatalogue, subject: Subject, design: Design, id: string): readonly Attached[] {
  return mechanisms.flatMap((mechanism) => fitting(mechanism, subject, design, id).flatMap(({ named, otherwise }): readonly Attached[] => {
    if (named === undefined) return [{ mechanism, path: ['config'] }]
    const chosen = choiceOf(subject, named)
    const counts = chosen === mechanism.name || (chosen === null && otherwise === true)
    if (!counts || (chosen === null && named !== 'mechanism')) return []
    return [{ mechanism, path: named === 'mechanism' ? ['config'] : [named, 'config'] }]
  }))
}

import type * as z from 'zod'
import type { ElementId } from '@/lib/net/element-id'
import type { ElementOf, LinkOf } from './design'
import type { ElementKind, LinkKind } from './kinds/index'
import type { DesignView } from './view'

export type SubjectKind = ElementKind | LinkKind
export type SubjectOf<Kind extends SubjectKind> = Kind extends ElementKind ? ElementOf<Kind> : Kind extends LinkKind ? LinkOf<Kind> : never

/** Where a mechanism attaches: to every element of a kind in its place, or to those that name it. */
export interface Attachment<Kind extends SubjectKind = SubjectKind> {
  readonly kind: Kind
  /** Only in a site of this provider; a link only where both its ends are. */
  readonly provider?: string
  /** Only under a parent of this kind. */
  readonly parent?: ElementKind
  /** A link only where both its ends are of these kinds. */
  readonly ends?: readonly ElementKind[]
  /** Only where the element has any of these fields. */
  readonly having?: readonly string[]
  /** Only where it has none of these. */
  readonly lacking?: readonly string[]
  /** Only where the element names the mechanism in this field, whose `config` is then the one that counts. */
  readonly named?: ChoiceField
  /** With `named`: also where that field is missing. */
  readonly otherwise?: true
}

/** The fields in which an element chooses a mechanism. */
export const CHOICE_FIELDS = ['mechanism', 'network', 'serviceProxy'] as const
export type ChoiceField = (typeof CHOICE_FIELDS)[number]

/** As much of a mechanism as the design needs to know: its name, where it attaches, and what its configuration may be. */
export interface AttachableMechanism {
  readonly name: string
  readonly attachesTo: readonly Attachment[]
  readonly schema: z.ZodType
}
export type MechanismSchemas = readonly AttachableMechanism[]

/** A mechanism at one of its elements or links, with the part of the configuration written there that is its own. */
export interface Attached<M extends AttachableMechanism = AttachableMechanism> {
  readonly mechanism: M
  readonly id: ElementId
  readonly kind: SubjectKind
  readonly subject: unknown
  /** As written, only the keys that this mechanism knows; its schema has the last word. */
  readonly config: unknown
  /** All that is written there: with several mechanisms at one element, each knows some of its keys. */
  readonly written: unknown
  /** Where that stands in the element: `config`, `network.config`. */
  readonly configPath: string
}

interface Subject extends Readonly<Record<string, unknown>> { readonly kind: string; readonly parent?: string; readonly ends?: readonly string[] }

/** Every mechanism at every subject it attaches to: in the order of the list, then of its attachments, then of the ids. */
export function attach<M extends AttachableMechanism>(view: DesignView, mechanisms: readonly M[]): readonly Attached<M>[] {
  const subjects = [...view.all.map(({ id, element }) => ({ id, subject: element })), ...view.links.map(({ id, link }) => ({ id, subject: link }))] as unknown as readonly { readonly id: ElementId; readonly subject: Subject }[]
  const byKind = new Map<string, (typeof subjects)[number][]>()
  for (const placed of subjects) {
    const same = byKind.get(placed.subject.kind)
    if (same) same.push(placed)
    else byKind.set(placed.subject.kind, [placed])
  }
  return mechanisms.flatMap(mechanism => mechanism.attachesTo.flatMap(attachment => (byKind.get(attachment.kind) ?? []).flatMap(({ id, subject }): Attached<M>[] => {
    if (attachment.provider !== undefined && view.providerOf(id) !== attachment.provider) return []
    if (attachment.parent !== undefined && view.design.elements[subject.parent ?? '']?.kind !== attachment.parent) return []
    if (!(subject.ends ?? []).every(end => joins(attachment, view.design.elements[end]?.kind))) return []
    const has = (field: string) => subject[field] !== undefined
    if (attachment.having?.some(has) === false || attachment.lacking?.some(has)) return []
    const choice = chosen(subject, attachment, mechanism)
    return choice ? [{ mechanism, id, kind: attachment.kind, subject, ...choice }] : []
  })))
}

/** Whether a link of this attachment may end at an element of that kind; one that is not there is another's complaint. */
export const joins = ({ ends }: Attachment, kind: ElementKind | undefined): boolean => ends === undefined || kind === undefined || ends.includes(kind)

function chosen(subject: Subject, attachment: Attachment, mechanism: AttachableMechanism): Pick<Attached, 'config' | 'written' | 'configPath'> | null {
  const { named, otherwise } = attachment
  if (named === undefined || named === 'mechanism') {
    const choice = subject['mechanism']
    if (named !== undefined && choice !== mechanism.name && !(otherwise && choice === undefined)) return null
    const written = subject['config'] ?? {}
    return { config: ownPart(mechanism.schema, written), written, configPath: 'config' }
  }
  const choice = subject[named] as { readonly mechanism: string; readonly config?: unknown } | undefined
  if (choice === undefined) return otherwise ? { config: {}, written: {}, configPath: named } : null
  if (choice.mechanism !== mechanism.name) return null
  const written = choice.config ?? {}
  return { config: written, written, configPath: `${named}.config` }
}

/** Several mechanisms may stand at one element and share its `config`: each has the keys that its schema names. */
function ownPart(schema: z.ZodType, written: unknown): unknown {
  const keys = configKeys(schema)
  if (keys === null) return written
  return typeof written === 'object' && written !== null ? Object.fromEntries(Object.entries(written).filter(([key]) => keys.includes(key))) : written
}

/** The keys that a mechanism's configuration may have; null where its schema is not a plain object. */
export function configKeys(schema: z.ZodType): readonly string[] | null {
  const { def } = (schema as unknown as z.core.$ZodTypes)._zod
  return def.type === 'object' ? Object.keys(def.shape) : null
}

import type { DesignView } from '@/lib/design/view'
import type { ElementId } from '@/lib/net/element-id'
import type { Attachment, Mechanism, SubjectKind } from '@/lib/mechanisms/types'

/** A mechanism at one of its elements or links, with the configuration written there. */
export interface Attached {
  readonly mechanism: Mechanism
  readonly id: ElementId
  readonly kind: SubjectKind
  readonly subject: unknown
  /** As written; the mechanism's schema has the last word. */
  readonly config: unknown
  /** Where that stands, for messages. */
  readonly configPath: string
}

/** Every mechanism at every subject it attaches to: in the order of the list, then of the ids. */
export function attach(view: DesignView, mechanisms: readonly Mechanism[]): readonly Attached[] {
  return mechanisms.flatMap(mechanism => mechanism.attachesTo.flatMap(attachment => attachmentsOf(view, mechanism, attachment)))
}

function attachmentsOf(view: DesignView, mechanism: Mechanism, attachment: Attachment<SubjectKind>): readonly Attached[] {
  const subjects = [
    ...view.all.map(({ id, element }) => ({ id, subject: element as { kind: string; parent?: string } & Record<string, unknown> })),
    ...view.links.map(({ id, link }) => ({ id, subject: link as unknown as { kind: string; parent?: string } & Record<string, unknown> })),
  ]
  return subjects.flatMap(({ id, subject }) => {
    if (subject.kind !== attachment.kind) return []
    if (attachment.provider !== undefined && view.providerOf(id) !== attachment.provider) return []
    if (attachment.parent !== undefined && view.design.elements[subject.parent ?? '']?.kind !== attachment.parent) return []
    const choice = chosen(subject, attachment, mechanism.name)
    return choice ? [{ mechanism, id, kind: attachment.kind, subject, ...choice }] : []
  })
}

function chosen(subject: Record<string, unknown>, attachment: Attachment<SubjectKind>, name: string): Pick<Attached, 'config' | 'configPath'> | null {
  const own = { config: subject['config'] ?? {}, configPath: 'config' }
  if (attachment.named === undefined) return subject['mechanism'] === undefined || subject['mechanism'] === name ? own : null
  if (attachment.named === 'mechanism') return subject['mechanism'] === name || (attachment.otherwise && subject['mechanism'] === undefined) ? own : null
  const choice = subject[attachment.named] as { mechanism: string; config?: unknown } | undefined
  if (choice === undefined) return attachment.otherwise ? { config: {}, configPath: attachment.named } : null
  return choice.mechanism === name ? { config: choice.config ?? {}, configPath: `${attachment.named}.config` } : null
}

import { attach, type Attached } from '@/lib/design/attachment'
import type { Design } from '@/lib/design/design'
import { viewDesign, type DesignView } from '@/lib/design/view'
import { PHASES, type Context, type Mechanism, type SubjectKind } from '@/lib/mechanisms/types'
import { elementId } from '@/lib/net/element-id'
import type { Addition } from '@/lib/network/addition'
import { addTo, emptyDraft, seal } from '@/lib/network/build'
import type { Network } from '@/lib/network/network'
import { plainLink } from '@/lib/network/plain'
import type { Problem } from '@/lib/network/problem'

export interface Compiled { readonly network: Network; readonly problems: readonly Problem[] }

/**
 * Turns a design into the vendor-neutral Network, phase by phase, each mechanism at each of its elements.
 *
 * A problem in the design never stops compilation: what is wrong is reported, what can be built is built. A configuration that its
 * mechanism's schema refuses is a bad file and never gets here (parse checks it); here the schema only fills in defaults.
 */
export function compile(design: Design, mechanisms: readonly Mechanism[]): Compiled {
  const view = viewDesign(design)
  const attached = attach(view, mechanisms)
  const problems: Problem[] = unattached(attached, view.all.map(({ id, element }) => ({ id, kind: element.kind })).concat(view.links.map(({ id, link }) => ({ id, kind: link.kind }) as never)))
  const draft = emptyDraft()
  const contexts = attached.map(at => ({ at, context: { view, id: at.id, subject: at.subject, config: at.mechanism.schema.parse(at.config), network: draft } as unknown as Context<never, unknown> }))
  for (const { at, context } of contexts) problems.push(...(at.mechanism.problems?.[at.kind]?.(context) ?? []))
  for (const phase of PHASES) {
    const additions = contexts.flatMap(({ at, context }) => at.mechanism.contribute[phase]?.[at.kind]?.(context) ?? [])
    addTo(draft, additions)
  }
  addTo(draft, linksWithoutMechanism(draft, view))
  for (const name of draft.dangling) problems.push({ severity: 'warning', code: 'design.incomplete', element: elementId(name.split(/[:/~ ]/)[0] ?? name), facts: { name } })
  return { network: seal(draft), problems }
}

/** What interfaces stand on and no mechanism has made: a subnet of a provider that Podway does not know. */
function linksWithoutMechanism({ devices, links }: Network, view: DesignView): readonly Addition[] {
  const ids = new Set<string>(view.all.map(({ id }) => id))
  const missing = new Map([...devices.values()].flatMap(({ interfaces }) => interfaces).filter(({ link }) => !links.has(link)).map(({ link, from }) => [link, ids.has(link) ? elementId(link) : from]))
  return [...missing].map(([id, from]) => ({ add: 'link', link: plainLink(id, from, 'not-modelled') }))
}

function unattached(attached: readonly Attached<Mechanism>[], subjects: readonly { readonly id: Problem['element']; readonly kind: SubjectKind }[]): Problem[] {
  const known = new Set<string>(attached.map(at => at.id))
  return subjects.filter(({ id, kind }) => kind !== 'site' && !known.has(id))
    .map(({ id, kind }) => ({ severity: 'warning' as const, code: 'design.not-modelled' as const, element: id, facts: { kind } }))
}

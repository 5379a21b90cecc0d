import { attach, CHOICE_FIELDS, configKeys, joins, type Attached, type MechanismSchemas } from '@/lib/design/attachment'
import type { Design } from '@/lib/design/design'
import type { ElementKind } from '@/lib/design/kinds/index'
import { hint } from '@/lib/design/nearest'
import { viewDesign } from '@/lib/design/view'
import { isRecord } from '@/lib/design/walk-fields'
import type { Path } from '@/lib/design/written'
import type { Finding } from './finding'
import { schemaFindings, show, unknownKey } from './issue-findings'
import { referencesOf } from './references'
import { aKind, oneOfKinds, type Subject, type Subjects } from './subjects'

/** Mechanisms that elements choose exist and fit there; their configurations are such as their schemas allow. */
export function checkMechanisms(subjects: Subjects, isSound: (subject: Subject) => boolean, mechanisms: MechanismSchemas): readonly Finding[] {
  const known = new Set(mechanisms.map(mechanism => mechanism.name))
  const sound = subjects.all.filter(isSound)
  const part = (name: string) => Object.fromEntries(sound.filter(({ path }) => path[0] === name).map(({ id, fields }) => [id, fields]))
  const design = { podway: 1, name: '', elements: part('elements'), links: part('links'), assertions: [], layout: {} } as unknown as Design
  const attached = new Map<string, Attached[]>()
  for (const one of attach(viewDesign(design), mechanisms)) {
    const same = attached.get(one.id)
    if (same) same.push(one)
    else attached.set(one.id, [one])
  }
  return [
    ...subjects.all.flatMap(subject => unknownChoices(subject, known)),
    ...sound.flatMap(subject => [...misplacedChoices(subject, attached.get(subject.id) ?? [], mechanisms, subjects), ...checkConfigs(subject, attached.get(subject.id) ?? [], subjects, known)]),
  ]
}

function choicesOf({ fields, path }: Subject): readonly { readonly name: string; readonly path: Path }[] {
  return CHOICE_FIELDS.flatMap(field => {
    const value = fields[field]
    if (typeof value === 'string') return [{ name: value, path: [...path, field] }]
    return isRecord(value) && typeof value['mechanism'] === 'string' ? [{ name: value['mechanism'], path: [...path, field, 'mechanism'] }] : []
  })
}

function unknownChoices(subject: Subject, known: ReadonlySet<string>): readonly Finding[] {
  return choicesOf(subject).filter(({ name }) => !known.has(name))
    .map(({ name, path }) => ({ path, say: () => `The mechanism ${show(name)} is not known${hint(name, known)}` }))
}

function misplacedChoices(subject: Subject, attached: readonly Attached[], mechanisms: MechanismSchemas, subjects: Subjects): readonly Finding[] {
  return choicesOf(subject).flatMap(({ name, path }): readonly Finding[] => {
    const chosen = mechanisms.find(mechanism => mechanism.name === name)
    if (chosen === undefined || attached.some(({ mechanism }) => mechanism.name === name)) return []
    return [{ path, say: () => `The mechanism ${name} does not fit ${aKind(subject.kind)} in this place${wrongEnd(subject, chosen, subjects)}.` }]
  })
}

/** Of a link: which end is not of the kinds that the mechanism joins. */
function wrongEnd({ kind, fields }: Subject, { attachesTo }: MechanismSchemas[number], subjects: Subjects): string {
  const attachment = attachesTo.find(one => one.kind === kind && one.ends !== undefined)
  const ends = Array.isArray(fields['ends']) ? fields['ends'].flatMap(end => subjects.named(end) ?? []) : []
  const wrong = ends.find(end => attachment && !joins(attachment, end.kind as ElementKind))
  return attachment?.ends && wrong ? `: ${show(wrong.id)} is ${aKind(wrong.kind)}, and both ends must be ${oneOfKinds(attachment.ends)}` : ''
}

/** Groups by place: several mechanisms may share one `config`, and a key is wrong when none of them knows it. */
function checkConfigs(subject: Subject, attached: readonly Attached[], subjects: Subjects, known: ReadonlySet<string>): readonly Finding[] {
  const choice = subject.fields['mechanism']
  const mayKnow = typeof choice !== 'string' || known.has(choice)
  const orphan = mayKnow && subject.fields['config'] !== undefined && !attached.some(({ configPath }) => configPath === 'config')
  const findings: Finding[] = orphan ? [{ path: [...subject.path, 'config'], at: 'key', say: () => 'No mechanism reads a configuration here.' }] : []
  for (const { mechanism, config, configPath } of attached) {
    const path = [...subject.path, ...configPath.split('.')]
    findings.push(...schemaFindings(mechanism.schema, config, path), ...referencesOf(mechanism.schema, config, path, subjects))
  }
  const sharing = attached.filter(({ configPath }) => configPath === 'config')
  const keys = sharing.map(({ mechanism }) => configKeys(mechanism.schema))
  if (sharing.length > 0 && !keys.includes(null)) findings.push(...unknownConfigKeys([...subject.path, 'config'], sharing[0]?.written, keys.flatMap(some => some ?? [])))
  return findings
}

function unknownConfigKeys(path: Path, written: unknown, known: readonly string[]): readonly Finding[] {
  if (!isRecord(written)) return []
  return Object.keys(written).filter(key => !known.includes(key)).map(key => ({ path: [...path, key], at: 'key', say: () => unknownKey(key, known) }))
}

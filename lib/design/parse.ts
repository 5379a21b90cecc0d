import { err, ok, type Result } from '@/lib/net/result'
import type { MechanismSchemas } from './attachment'
import { designErrors, ERROR_LIMIT, type Finding } from './check/finding'
import { checkMechanisms } from './check/mechanisms'
import { checkIds, checkMentions } from './check/names'
import { checkReferences } from './check/references'
import { checkShape } from './check/shape'
import { subjectsOf, type Subject, type Subjects } from './check/subjects'
import { checkSurroundings } from './check/surroundings'
import { checkTree } from './check/tree'
import type { Design } from './design'
import type { DesignError } from './error'
import { readExtended } from './extend'
import { placeOf, valueOf, type Written } from './written'

export interface ParseOptions {
  /** The path of the text, as shown in errors and as `extends` is relative to. */
  readonly source: string
  readonly mechanisms: MechanismSchemas
  /** The text of another file that the design extends, by its path; undefined where there is none. Without it nothing can be extended. */
  readonly load?: ((path: string) => string | undefined) | undefined
  /** `extends` never leads out of this folder. Without it, not above the first folder of `source`. */
  readonly root?: string | undefined
}

/**
 * Reads a design, YAML 1.2 or JSON: strict, once, at the edge. What comes out is valid by type, as it was written; only missing links,
 * assertions and layout are filled in.
 *
 * Errors are sentences with their place, at most 50, the most useful first. Bounded (2 MiB a file, 5,000 elements, 5,000 links, 8 files that
 * extend one another, depth, aliases) and never throws, whatever the text.
 */
export function parseDesign(text: string, options: ParseOptions): Result<Design, readonly DesignError[]> {
  const read = readExtended(text, options.source, options)
  if (!read.ok) {
    return err(read.error.slice(0, ERROR_LIMIT).map(({ message, path, file, offset }) => ({ message, path: path.join('.'), ...placeOf({ file, offset }), source: file.source })))
  }
  return checkDocument(read.value, options)
}

/** Checks what has been read. Errors are at most 50, the most useful first. */
export function checkDocument(root: Written, { source, mechanisms }: ParseOptions): Result<Design, readonly DesignError[]> {
  if (root.type !== 'map') return err(designErrors(root, source, [[{ path: [], say: () => 'A design is a map with podway, name and elements.' }]]))
  const document = valueOf(root) as Readonly<Record<string, unknown>>
  const subjects = subjectsOf(document)
  const shape = checkShape(document)
  const tree = checkTree(subjects)
  const isSound = soundness(subjects, [...shape, ...tree])
  const ranks = [
    shape,
    [...tree, ...checkReferences(subjects), ...checkIds(document, subjects)],
    checkMechanisms(subjects, isSound, mechanisms),
    [...checkSurroundings(subjects), ...checkMentions(document, subjects)],
  ]
  if (ranks.some(findings => findings.length > 0)) return err(designErrors(root, source, ranks))
  return ok({ links: {}, assertions: [], layout: {}, ...document } as unknown as Design)
}

/** Whether an element and all around it are right in themselves (of a link both ends, too), so that it is certain which mechanisms attach. */
function soundness({ named }: Subjects, findings: readonly Finding[]): (subject: Subject) => boolean {
  const wrong = new Set(findings.map(({ path }) => path[1]))
  const stands = (subject: Subject) => {
    let at: Subject | undefined = subject
    for (let depth = 0; at && depth < 64; depth++) {
      if (wrong.has(at.id)) return false
      const parent: unknown = at.fields['parent']
      if (parent === undefined) return true
      at = named(parent)
    }
    return false
  }
  return subject => {
    const { ends } = subject.fields
    const joined = subject.path[0] === 'links' && Array.isArray(ends) ? ends.map(named) : []
    return stands(subject) && joined.every(end => end !== undefined && stands(end))
  }
}

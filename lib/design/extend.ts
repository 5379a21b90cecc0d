import { err, ok, type Result } from '@/lib/net/result'
import { hint } from './nearest'
import { mergePatch } from './merge-patch'
import { readYaml, type ReadError } from './read-yaml'
import { relativePath } from './relative-path'
import { spotOf, type Path, type Written, type WrittenEntry, type WrittenMap } from './written'

/** A design may extend one that extends one …, this many files in all. */
const CHAIN_LIMIT = 8
/** What a file that extends another may say itself. */
const SIBLING_KEYS = ['podway', 'name', 'extends', 'patch', 'assertions']

export interface Files {
  /** The text of a file by its path, or undefined where there is none. */
  readonly load?: ((path: string) => string | undefined) | undefined
  /** No file outside of this folder is read. */
  readonly root?: string | undefined
}

/**
 * Reads a file and, where it extends another, everything that it extends: the result says of each value in which file it was written.
 *
 * A file with `extends: ./base.yaml` is the base with `patch` merged into it (RFC 7396), under its own name, with its own assertions if it
 * has some.
 */
export function readExtended(text: string, source: string, files: Files, chain: readonly string[] = []): Result<Written, readonly ReadError[]> {
  const read = readYaml(text, source)
  if (!read.ok || read.value.type !== 'map') return read
  const written = read.value
  const base = written.entries.get('extends')
  if (!base) return written.entries.has('patch') ? fail(written, ['patch'], 'A patch needs the file that it changes: extends is missing.') : read
  const wrong = wrongSibling(written)
  if (wrong.length > 0) return err(wrong)
  if (base.value.type !== 'scalar' || typeof base.value.value !== 'string') return fail(written, ['extends'], 'The relative path of a file is expected here.')
  const found = open(source, base.value.value, files, [...chain, source])
  if (!found.ok) return fail(written, ['extends'], found.error)
  const under = readExtended(found.value.text, found.value.path, files, [...chain, source])
  if (!under.ok || under.value.type !== 'map') return under
  const patched = mergePatch(under.value, written.entries.get('patch')?.value ?? { ...written, entries: new Map() })
  return ok(withOwn(patched, written))
}

function open(source: string, reference: string, { load, root }: Files, chain: readonly string[]): Result<{ readonly path: string; readonly text: string }, string> {
  const shown = reference.length > 80 ? `${reference.slice(0, 77)}…` : reference
  const path = relativePath(source, reference, root)
  if (!path.ok) return err(path.error === 'outside' ? `${shown} leads out of the folder that files are read from.` : `${shown} is not a relative path such as ./base.design.yaml.`)
  if (chain.includes(path.value)) return err(`The files extend each other in a circle: ${[...chain.slice(chain.indexOf(path.value)), path.value].join(' → ')}.`)
  if (chain.length >= CHAIN_LIMIT) return err(`More than ${CHAIN_LIMIT} files extend one another.`)
  const text = load?.(path.value)
  return text === undefined ? err(`There is no file ${path.value}.`) : ok({ path: path.value, text })
}

function wrongSibling(written: WrittenMap): readonly ReadError[] {
  const unknown = [...written.entries.keys()].filter(key => !SIBLING_KEYS.includes(key))
    .map(key => errorAt(written, [key], `The key ${key} cannot stand beside extends${hint(key, SIBLING_KEYS, '; write it under patch')}`, 'key'))
  const missing = ['podway', 'name'].filter(key => !written.entries.has(key)).map(key => errorAt(written, [key], `The field ${key} is missing.`))
  const patch = written.entries.get('patch')?.value
  return [...unknown, ...missing, ...(patch && patch.type !== 'map' ? [errorAt(written, ['patch'], 'A map of changes is expected here.')] : [])]
}

/** What the extending file says of itself stands over what it extends. */
function withOwn(patched: Written, own: WrittenMap): Written {
  if (patched.type !== 'map') return patched
  const entries = new Map<string, WrittenEntry>(patched.entries)
  for (const key of ['podway', 'name', 'assertions']) {
    const entry = own.entries.get(key)
    if (entry) entries.set(key, entry)
  }
  return { ...patched, entries }
}

function errorAt(written: WrittenMap, path: Path, message: string, what: 'key' | 'value' = 'value'): ReadError {
  return { message, path, ...spotOf(written, path, what) }
}

const fail = (written: WrittenMap, path: Path, message: string) => err([errorAt(written, path, message)])

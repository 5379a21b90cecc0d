import { err, type Result } from '@/lib/net/result'
import type { MechanismSchemas } from './attachment'
import type { Design } from './design'
import type { DesignError } from './error'
import { checkDocument } from './parse'
import { DEPTH_LIMIT, FORBIDDEN_KEYS, VALUE_LIMIT } from './read-yaml'
import type { Path, Spot, Written, WrittenEntry } from './written'

interface Reading { readonly source: string; values: number; wrong?: { readonly path: Path; readonly message: string } }

/**
 * Checks a plain value (from a link, from the browser's store) as strictly as the text of a file: the same rules, the same bounds, never throws.
 *
 * The error is the first finding; it has a path but no line. Fields that are undefined count as absent.
 */
export function parseDesignValue(value: unknown, { source, mechanisms }: { readonly source: string; readonly mechanisms: MechanismSchemas }): Result<Design, DesignError> {
  const reading: Reading = { source, values: 0 }
  const written = writtenOf(reading, value, [])
  if (reading.wrong) return err({ message: reading.wrong.message, path: reading.wrong.path.join('.'), source })
  const checked = checkDocument(written, { source, mechanisms })
  if (checked.ok) return checked
  const [first] = checked.error
  return err({ message: first?.message ?? 'It is not a design.', path: first?.path ?? '', source })
}

/** Places are the order in which the values come, so that the first error is the topmost. */
function writtenOf(reading: Reading, value: unknown, path: Path): Written {
  const at: Spot = { file: { source: reading.source, lineStarts: [0] }, offset: reading.values++ }
  const nothing: Written = { type: 'scalar', at, value: null }
  const fail = (message: string): Written => {
    reading.wrong ??= { path, message }
    return nothing
  }
  if (reading.wrong) return nothing
  if (reading.values > VALUE_LIMIT) return fail(`A design holds at most ${VALUE_LIMIT} values.`)
  if (path.length > DEPTH_LIMIT) return fail(`Maps and lists are nested more than ${DEPTH_LIMIT} deep here.`)
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return { type: 'scalar', at, value }
  if (typeof value === 'number') return Number.isFinite(value) ? { type: 'scalar', at, value } : fail('Infinite numbers and .nan have no place in a design.')
  if (Array.isArray(value)) return { type: 'list', at, items: value.map((item, n) => writtenOf(reading, item, [...path, String(n)])) }
  if (typeof value !== 'object') return fail('A text, a number, true or false is expected here.')
  const entries = new Map<string, WrittenEntry>()
  for (const [key, inner] of Object.entries(value)) {
    if (inner === undefined) continue
    if (FORBIDDEN_KEYS.has(key)) return fail(`The key ${key} is not allowed.`)
    entries.set(key, { key: at, value: writtenOf(reading, inner, [...path, key]) })
  }
  return { type: 'map', at, entries, removed: new Map() }
}

import type { Written, WrittenEntry, WrittenMap } from './written'

/**
 * Applies a JSON merge patch: maps merge key by key, null removes a key, everything else (lists, too) is replaced whole.
 *
 * Every value keeps the place it was written at, in the patch or in the target; a removed key has the place of its null. Source: RFC 7396
 * section 2.
 */
export function mergePatch(target: Written | undefined, patch: Written): Written {
  if (patch.type !== 'map') return patch
  const base: WrittenMap = target?.type === 'map' ? target : { type: 'map', at: patch.at, entries: new Map(), removed: new Map() }
  const entries = new Map<string, WrittenEntry>(base.entries)
  const removed = new Map(base.removed)
  for (const [key, { key: spot, value }] of patch.entries) {
    if (value.type === 'scalar' && value.value === null) {
      entries.delete(key)
      removed.set(key, spot)
      continue
    }
    const before = entries.get(key)
    entries.set(key, { key: before?.value.type === 'map' && value.type === 'map' ? before.key : spot, value: mergePatch(before?.value, value) })
  }
  return { type: 'map', at: base.at, entries, removed }
}

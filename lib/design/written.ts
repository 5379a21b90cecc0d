/** A file as text, with the offsets at which its lines start. */
export interface SourceText { readonly source: string; readonly lineStarts: readonly number[] }
/** A place in one of the files that a design is read from. */
export interface Spot { readonly file: SourceText; readonly offset: number }

/** What a file says, every value with its place: so that a design merged from several files still knows where each part was written. */
export type Written = WrittenMap | WrittenList | WrittenScalar
export interface WrittenMap {
  readonly type: 'map'
  readonly at: Spot
  readonly entries: ReadonlyMap<string, WrittenEntry>
  /** Where a patch took keys away. */
  readonly removed: ReadonlyMap<string, Spot>
}
export interface WrittenEntry { readonly key: Spot; readonly value: Written }
export interface WrittenList { readonly type: 'list'; readonly at: Spot; readonly items: readonly Written[] }
export interface WrittenScalar { readonly type: 'scalar'; readonly at: Spot; readonly value: string | number | boolean | null }

export type Path = readonly string[]

/** The plain value. Its keys are safe: reading refuses `__proto__` and the like. */
export function valueOf(written: Written): unknown {
  if (written.type === 'scalar') return written.value
  if (written.type === 'list') return written.items.map(valueOf)
  return Object.fromEntries([...written.entries].map(([key, entry]) => [key, valueOf(entry.value)]))
}

/**
 * The place of a path: of the value where it is a word, of its key where it is a map or a list (or where the key itself is meant).
 * A path that leads nowhere has the place where a patch removed it, else that of what it is missing in.
 */
export function spotOf(root: Written, path: Path, what: 'key' | 'value' = 'value'): Spot {
  let at: Written = root
  let spot = root.at
  for (const [depth, segment] of path.entries()) {
    const last = depth === path.length - 1
    if (at.type === 'map') {
      const entry: WrittenEntry | undefined = at.entries.get(segment)
      if (!entry) return at.removed.get(segment) ?? spot
      spot = entry.value.type !== 'scalar' || (last && what === 'key') ? entry.key : entry.value.at
      at = entry.value
    } else if (at.type === 'list') {
      const item: Written | undefined = at.items[Number(segment)]
      if (!item) return spot
      spot = item.at
      at = item
    } else return spot
  }
  return spot
}

/** Line and column, from 1. */
export function placeOf({ file, offset }: Spot): { readonly line: number; readonly column: number } {
  let low = 0
  let high = file.lineStarts.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((file.lineStarts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return { line: low + 1, column: offset - (file.lineStarts[low] ?? 0) + 1 }
}

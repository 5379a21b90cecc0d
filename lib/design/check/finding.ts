import type { DesignError } from '@/lib/design/error'
import { placeOf, spotOf, type Path, type Written } from '@/lib/design/written'

/** Something wrong in the merged document. `say` is called only for those that are shown: hints cost time. */
export interface Finding {
  readonly path: Path
  readonly say: () => string
  /** Whether the key is meant or what stands at it. */
  readonly at?: 'key' | 'value'
}

/** Reports at most this many. */
export const ERROR_LIMIT = 50

/**
 * The errors of a file, most useful first: what is wrong in itself before what is wrong because of something else (`findings` comes in these
 * ranks), and in a rank the extending file before what it extends, top to bottom.
 */
export function designErrors(root: Written, source: string, ranks: readonly (readonly Finding[])[]): readonly DesignError[] {
  const placed = ranks.flatMap((findings, rank) => findings.map(finding => ({ rank, finding, spot: spotOf(root, finding.path, finding.at) })))
  const depth = (file: string) => (file === source ? 0 : 1)
  placed.sort((a, b) => a.rank - b.rank || depth(a.spot.file.source) - depth(b.spot.file.source) || a.spot.offset - b.spot.offset)
  return placed.slice(0, ERROR_LIMIT).map(({ finding, spot }) => ({ message: finding.say(), path: finding.path.join('.'), ...placeOf(spot), source: spot.file.source }))
    .filter((error, n, all) => !all.slice(0, n).some(earlier => earlier.message === error.message && earlier.path === error.path))
}

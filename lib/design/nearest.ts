/** Longer words are not worth a hint. */
const MAX_LENGTH = 64

/** The word most like `wrong`, if one is so near that it may have been meant: at most a third of its letters differ. */
export function nearest(wrong: string, words: Iterable<string>): string | undefined {
  let best: string | undefined
  let allowed = Math.max(1, Math.floor(wrong.length / 3))
  if (wrong.length > MAX_LENGTH) return undefined
  for (const word of words) {
    if (Math.abs(word.length - wrong.length) > allowed) continue
    const distance = distanceOf(wrong.toLowerCase(), word.toLowerCase())
    if (distance > allowed || (distance === allowed && best !== undefined)) continue
    best = word
    allowed = distance
  }
  return best
}

/** "; did you mean vpc?" or, where nothing is near, what the caller says instead, and a full stop. */
export function hint(wrong: string, words: Iterable<string>, otherwise = ''): string {
  const near = nearest(wrong, words)
  return near === undefined ? `${otherwise}.` : `; did you mean ${near}?`
}

/** Single letters to insert, remove, replace or swap with their neighbour (optimal string alignment). */
function distanceOf(a: string, b: string): number {
  let before: readonly number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? 0) + 1 : Infinity
      row.push(Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same, swapped))
    }
    before = last
    last = row
  }
  return last[b.length] ?? 0
}

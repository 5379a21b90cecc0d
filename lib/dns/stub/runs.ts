/** Takes one of several things that may all happen; a different one in every run. */
export type Choose = <Item>(items: readonly [Item, ...Item[]]) => Item

export interface Runs<Result> {
  readonly results: readonly Result[]
  /** Not all were run: there are more than the limit. */
  readonly more: 'yes' | 'no'
}

/**
 * Runs a procedure once for every series of choices that it can meet, the first alternatives first. What reads like one course of events
 * is so followed along all of them: nothing is rolled.
 */
export function everyRun<Result>(run: (choose: Choose) => Result, limit: number): Runs<Result> {
  const results: Result[] = []
  let path: readonly Taken[] | null = []
  for (; path && results.length < limit;) {
    const taken: Taken[] = [...path]
    let at = 0
    results.push(run(items => {
      const known = taken[at] ?? { index: 0, of: items.length }
      taken[at++] = known
      return items[known.index] ?? items[0]
    }))
    path = nextPath(taken)
  }
  return { results, more: path ? 'yes' : 'no' }
}

interface Taken { readonly index: number; readonly of: number }

/** The last choice that has another alternative takes it; those after it are open again. */
function nextPath(taken: readonly Taken[]): readonly Taken[] | null {
  const at = taken.findLastIndex(({ index, of }) => index + 1 < of)
  const last = taken[at]
  return last ? [...taken.slice(0, at), { ...last, index: last.index + 1 }] : null
}

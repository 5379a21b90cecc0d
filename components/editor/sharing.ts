const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * `next`, with every part of `before` that is equal to it in its place: what has not changed is the same object as before, so that whoever shows it
 * need not draw it again. Plain data only; in a list, things with an id are found by it.
 */
export function sharing<T>(before: unknown, next: T): T {
  if (Object.is(before, next)) return next
  if (Array.isArray(before) && Array.isArray(next)) return sharedList(before, next) as T
  if (isRecord(before) && isRecord(next)) return sharedRecord(before, next) as T
  return next
}

function sharedList(before: readonly unknown[], next: readonly unknown[]): readonly unknown[] {
  const byId = new Map(before.flatMap((item): [unknown, unknown][] => (isRecord(item) && 'id' in item ? [[item['id'], item]] : [])))
  const merged = next.map((item, n) => sharing(isRecord(item) && 'id' in item ? byId.get(item['id']) : before[n], item))
  return merged.length === before.length && merged.every((item, n) => Object.is(item, before[n])) ? before : merged
}

/** Order counts: a design keeps the order of its elements. */
function sharedRecord(before: Readonly<Record<string, unknown>>, next: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const keys = Object.keys(next)
  const merged = Object.fromEntries(keys.map((key) => [key, sharing(Object.hasOwn(before, key) ? before[key] : undefined, next[key])]))
  const old = Object.keys(before)
  return old.length === keys.length && keys.every((key, n) => old[n] === key && Object.is(merged[key], before[key])) ? before : merged
}

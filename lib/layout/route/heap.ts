/** A queue that gives the cheapest first, and of equals the one put in first. */
export interface Heap<T> { readonly push: (cost: number, value: T) => void; readonly pop: () => T | undefined }

interface Entry<T> { readonly cost: number; readonly order: number; readonly value: T }

export function heap<T>(): Heap<T> {
  const entries: Entry<T>[] = []
  let order = 0
  const before = (a: number, b: number): boolean => {
    const [left, right] = [entries[a], entries[b]]
    if (left === undefined || right === undefined) return false
    return left.cost < right.cost || (left.cost === right.cost && left.order < right.order)
  }
  const swap = (a: number, b: number) => {
    const [left, right] = [entries[a], entries[b]]
    if (left === undefined || right === undefined) return
    entries[a] = right
    entries[b] = left
  }
  return {
    push: (cost, value) => {
      entries.push({ cost, order: order++, value })
      for (let at = entries.length - 1; at > 0 && before(at, (at - 1) >> 1); at = (at - 1) >> 1) swap(at, (at - 1) >> 1)
    },
    pop: () => {
      const top = entries[0]
      const last = entries.pop()
      if (top === undefined || last === undefined) return undefined
      if (entries.length > 0) entries[0] = last
      for (let at = 0; ; ) {
        const child = before(2 * at + 2, 2 * at + 1) ? 2 * at + 2 : 2 * at + 1
        if (!before(child, at)) return top.value
        swap(child, at)
        at = child
      }
    },
  }
}

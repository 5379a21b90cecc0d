/** A source of numbers that depends on nothing but its seed. */
export interface Random {
  /** A whole number from 0 to below `count`. */
  below(count: number): number
  /** The same things in another order. */
  shuffle<T>(items: readonly T[]): readonly T[]
}

/** Seeded numbers, good enough for tests, useless for secrets. Source: Marsaglia, "Xorshift RNGs", Journal of Statistical Software 8(14), 2003 (xor-shift 13, 17, 5). */
export function randomFrom(seed: number): Random {
  let state = (Math.imul(seed | 0, 0x9e3779b1) ^ 0x85ebca6b) >>> 0 || 1
  const next = () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 0x1_0000_0000
  }
  const below = (count: number) => Math.floor(next() * count)
  const shuffle = <T>(items: readonly T[]): readonly T[] => items.map(item => ({ item, rank: next() })).sort((a, b) => a.rank - b.rank).map(({ item }) => item)
  return { below, shuffle }
}

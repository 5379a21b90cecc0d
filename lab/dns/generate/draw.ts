import { randomFrom, type Random } from '@/lib/generate/random'

/** Draws for one scenario, and the names that it has come across: those are what questions ask for. */
export interface Draw extends Random {
  readonly names: string[]
  /** True so many times of a hundred. */
  chance(percent: number): boolean
  /** One of them. There must be one. */
  pick<Item>(items: readonly Item[]): Item
  /** From `least` to `most` of them, different ones, in any order. */
  some<Item>(items: readonly Item[], least: number, most: number): readonly Item[]
  /** Notes a name worth asking for, and returns it. */
  note(name: string): string
}

export function drawFrom(seed: number): Draw {
  const random = randomFrom(seed)
  const names: string[] = []
  return {
    ...random, names,
    chance: percent => random.below(100) < percent,
    pick: <Item>(items: readonly Item[]) => items[random.below(items.length)] as Item,
    some: (items, least, most) => random.shuffle(items).slice(0, least + random.below(most - least + 1)),
    note: name => { names.push(name); return name },
  }
}

/** A directive with a block of options, or without one where there are none. */
export const directive = (head: string, options: readonly string[] = []): string =>
  options.length === 0 ? head : `${head} {\n${options.map(option => `    ${option}\n`).join('')}  }`

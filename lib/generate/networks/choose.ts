import type { Random } from '@/lib/generate/random'

/** Whether something happens that happens in so many of a hundred cases. */
export const chance = (random: Random, percent: number): boolean => random.below(100) < percent

/** One of several; there must be one. */
export function pick<T>(random: Random, items: readonly T[]): T {
  const item = items[random.below(items.length)]
  if (item === undefined) throw new Error('nothing to pick from')
  return item
}

/** A whole number between two, both included. */
export const between = (random: Random, least: number, most: number): number => least + random.below(most - least + 1)

/** So many different ones, or all where there are fewer. */
export const several = <T>(random: Random, items: readonly T[], count: number): readonly T[] => random.shuffle(items).slice(0, count)

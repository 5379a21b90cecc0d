import type { Withholding } from '@/lib/network/route'

/** One more thing in front of the others, unless it is already among them. */
export function withReason(reasons: readonly Withholding[], why: Withholding | undefined): readonly Withholding[] {
  return why === undefined || reasons.some(known => same(known, why)) ? reasons : [why, ...reasons]
}

const same = (a: Withholding, b: Withholding): boolean =>
  a.code === b.code && a.elements.length === b.elements.length && a.elements.every((element, index) => element === b.elements[index])

interface Marked { readonly reasons: readonly Withholding[] }

/**
 * Few withheld paths of one prefix say what many would: of two, the one that needs everything the other needs and more is left out, and
 * those held back by the same codes become one that lists the alternatives of each code. Give the best first: it stands for the rest.
 */
export function joinWithheld<Item extends Marked>(items: readonly Item[]): readonly Item[] {
  const needed = items.filter(item => !items.some(other => other.reasons.length < item.reasons.length && other.reasons.every(why => item.reasons.some(known => same(known, why)))))
  const joined = new Map<string, Item>()
  for (const item of needed) {
    const key = item.reasons.map(why => why.code).join(' ')
    const known = joined.get(key)
    joined.set(key, known ? { ...known, reasons: known.reasons.map((why, index) => union(why, item.reasons[index] as Withholding)) } : item)
  }
  return [...joined.values()]
}

const union = (a: Withholding, b: Withholding): Withholding => ({ ...a, elements: [...new Set([...a.elements, ...b.elements])] })

import type { Design } from '@/lib/design/design'
import { MECHANISMS } from '@/lib/mechanisms/index'
import type { LabQuestion } from '@/lib/lab/plan'
import { prepare } from '@/lib/verify/prepare'
import { labNetwork, type Checked, type LabResult } from './lab-network'
import type { Kernel } from './kernel'

/** A design that still shows a disagreement, and the probe that does. */
export interface Minimal { readonly design: Design; readonly question: LabQuestion; readonly result: LabResult; readonly checked: Checked }

/** So many smaller designs are tried, at one to two seconds each. */
const MOST_TRIES = 80

/**
 * Takes away from a design what a disagreement does not need: elements, links, then one entry of configuration after the other, as long as
 * kernel and simulator still differ on the one question. Greedy, so the result is small rather than smallest.
 */
export async function minimise(design: Design, question: LabQuestion, kernel: Kernel): Promise<Minimal | null> {
  const stillDiffers = async (candidate: Design) => differs(candidate, question, kernel)
  let best = await stillDiffers(design)
  if (!best) return null
  let tries = 0
  for (let progress = true; progress && tries < MOST_TRIES;) {
    progress = false
    for (const candidate of smaller(best.design, question)) {
      if (++tries > MOST_TRIES) break
      const found = await stillDiffers(candidate)
      if (!found) continue
      best = found
      progress = true
      break
    }
  }
  return best
}

async function differs(design: Design, question: LabQuestion, kernel: Kernel): Promise<Minimal | null> {
  try {
    const { network } = prepare(design, MECHANISMS)
    const result = await labNetwork(network, [question], kernel)
    const checked = result.checked.find(one => one.differences.length > 0)
    return checked ? { design, question, result, checked } : null
  } catch {
    return null
  }
}

/** One thing less, the largest first. */
function* smaller(design: Design, { flow }: LabQuestion): Generator<Design> {
  const ids = Object.keys(design.elements).filter(id => id !== flow.device && design.elements[id]?.kind !== 'site')
  for (const part of [4, 2]) if (ids.length > part) for (let from = 0; from < ids.length; from += Math.ceil(ids.length / part)) yield without(design, ids.slice(from, from + Math.ceil(ids.length / part)))
  for (const id of ids) yield without(design, [id])
  for (const id of Object.keys(design.links)) yield { ...design, links: omit(design.links, [id]) }
  for (const [id, element] of Object.entries(design.elements)) {
    for (const config of smallerConfig((element.config ?? {}) as Readonly<Record<string, unknown>>)) yield { ...design, elements: { ...design.elements, [id]: { ...element, config } as typeof element } }
  }
}

/** Elements away, with the links that end at them. */
function without(design: Design, ids: readonly string[]): Design {
  const links = Object.entries(design.links).filter(([, link]) => ids.some(id => 'ends' in link && (link.ends as readonly string[]).includes(id))).map(([id]) => id)
  return { ...design, elements: omit(design.elements, ids), links: omit(design.links, links), layout: {}, assertions: [] }
}

const omit = <Value>(record: Readonly<Record<string, Value>>, keys: readonly string[]): Record<string, Value> => Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key)))

function* smallerConfig(config: Readonly<Record<string, unknown>>): Generator<Readonly<Record<string, unknown>>> {
  for (const [key, value] of Object.entries(config)) {
    yield omit(config, [key])
    if (Array.isArray(value) && value.length > 1) for (let at = 0; at < value.length; at++) yield { ...config, [key]: value.filter((_, index) => index !== at) }
  }
}

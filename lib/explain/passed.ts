import type { Trace } from '@/lib/network/trace'
import { tellFilter } from './steps/filter'
import type { Passed } from './story'
import type { Telling } from './telling'

/** The filters that had a say in a packet and let it through, in the order of its way. */
export function passedOn(trace: Trace | undefined, telling: Telling): readonly Passed[] {
  return (trace?.hops ?? []).flatMap(hop => hop.steps.flatMap((step, index): readonly Passed[] => {
    const line = step.type === 'filter' && trace ? tellFilter(step, { telling, trace, hop, index }) : null
    return line === null || line.failed ? [] : [{ element: line.element, label: line.label, words: line.words }]
  }))
}

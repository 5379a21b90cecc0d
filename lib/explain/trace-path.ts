import type { ElementId } from '@/lib/net/element-id'
import type { Hop, Step, Trace } from '@/lib/network/trace'
import { decider } from './steps/filter'

/** The elements that a way passes, in order: devices, and what stood on the way with a say in it; inside a tunnel the tunnel alone. */
export function pathOfTrace(trace: Trace): readonly ElementId[] {
  const path: ElementId[] = []
  const pass = (element: ElementId) => { if (path.at(-1) !== element) path.push(element) }
  let depth = 0
  for (const hop of trace.hops) {
    let entered = false
    for (const step of hop.steps) {
      if (step.type === 'decapsulate') { depth--; pass(step.from) }
      if (depth <= 0) {
        if (!entered && entersBy(step)) { pass(hop.element); entered = true }
        const element = ownElement(step, hop)
        if (element !== null) pass(element)
      }
      if (step.type === 'encapsulate') { depth++; pass(step.from) }
    }
    if (!entered && depth <= 0) pass(hop.element)
  }
  return path
}

/** Filters at the port stand in front of the device; everything after them is inside. */
const entersBy = (step: Step): boolean => step.type !== 'receive' && !(step.type === 'filter' && step.filter.hook === 'ingress')

function ownElement(step: Step, hop: Hop): ElementId | null {
  if (step.type === 'filter') return step.by === 'default' && step.verdict === 'accept' ? null : decider(step)
  if (step.type === 'route') return step.from === hop.element ? null : step.from
  if (step.type === 'translate') return step.by === 'tracking' || step.by.from === hop.element ? null : step.by.from
  return null
}

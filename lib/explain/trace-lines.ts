import type { Trace } from '@/lib/network/trace'
import { endingLine } from './ending'
import { tellStep } from './steps/tell-step'
import type { Line, Telling } from './telling'

/**
 * The lines of one way, hop by hop. What happens to the outer packet of a tunnel is left out unless it fails there, and so is a device
 * that only passes the packet on and says something else already.
 */
export function linesOfTrace(trace: Trace, telling: Telling): readonly Line[] {
  const lines: Line[] = []
  let depth = 0
  for (const hop of trace.hops) {
    const told: Line[] = []
    for (const [index, step] of hop.steps.entries()) {
      if (step.type === 'decapsulate') depth--
      const line = tellStep(step, { telling, trace, hop, index })
      if (line && (depth <= 0 || line.failed)) told.push(line)
      if (step.type === 'encapsulate') depth++
    }
    const saysMore = told.some(line => !line.onlyIfAlone && !line.slot.startsWith('filter '))
    lines.push(...told.filter(line => !line.onlyIfAlone || !saysMore))
  }
  const ending = endingLine(trace, lines.at(-1), telling)
  return ending ? [...lines, ending] : lines
}

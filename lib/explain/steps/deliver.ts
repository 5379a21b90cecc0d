import type { Step } from '@/lib/network/trace'
import { sourceOf } from '@/lib/explain/headers'
import { labelOfDevice, type At, type Line } from '@/lib/explain/telling'
import { code, say } from '@/lib/explain/words'

/** "accepted; source seen 10.10.1.10", or of a reply that it has come home. */
export function tellDeliver(step: Extract<Step, { type: 'deliver' }>, { telling, trace, hop }: At): Line {
  const back = trace.phase === 'reply' || trace.phase === 'continue-reply'
  return {
    element: hop.element, label: labelOfDevice(telling, hop.device), failed: false, slot: 'deliver', around: [],
    words: back ? say`accepted; from ${code(sourceOf(step.header))} as asked` : say`accepted; source seen ${code(step.header.source)}`,
  }
}

/** "hands it to a proxy", which opens a conversation of its own. */
export function tellProxy(step: Extract<Step, { type: 'proxy' }>, { telling }: At): Line {
  return { element: step.from, label: telling.catalogue.labelOf(step.from), failed: false, slot: `proxy ${step.from}`, around: [], words: ['takes the connection and opens one of its own'] }
}

import type { Step } from '@/lib/network/trace'
import { flowWords } from '@/lib/explain/headers'
import { labelOfDevice, type At, type Line } from '@/lib/explain/telling'
import { code, say } from '@/lib/explain/words'

const VERBS = { open: 'sends', reply: 'answers', continue: 'then sends', 'continue-reply': 'then answers', notice: 'reports' } as const

/** "cassandra-a-0  sends 10.10.1.37:41830 → 10.24.1.5:7000, 60 bytes". The packet around it in a tunnel is told by its encapsulation. */
export function tellOriginate(step: Extract<Step, { type: 'originate' }>, { telling, trace, hop, index }: At): Line | null {
  if (index > 0) return null
  return {
    element: hop.element, label: labelOfDevice(telling, hop.device), failed: false, slot: 'originate', around: [],
    words: say`${VERBS[trace.phase]} ${flowWords(step.header)}, ${code(step.sizeBytes)} bytes`,
  }
}

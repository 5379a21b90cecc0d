import type { Step } from '@/lib/network/trace'
import type { At, Line } from '@/lib/explain/telling'
import type { Words } from '@/lib/explain/story'
import { code, say } from '@/lib/explain/words'

type Check = Extract<Step, { type: 'check' }>

/** A check that failed; passing one is not worth a line. */
export function tellCheck(step: Check, { telling, hop, trace }: At): Line | null {
  if (step.passed) return null
  return { element: step.at, label: telling.catalogue.labelOf(step.at), failed: true, slot: `check ${step.check} ${step.at}`, around: [hop.element], words: say`${trace.disposition}: ${reason(step)}` }
}

function reason({ check, sizeBytes, limitBytes }: Check): Words {
  switch (check) {
    case 'source': return ['the packet carries an address that does not belong to this interface']
    case 'reverse-path': return ['the way back leaves by another interface']
    case 'ttl': return ['the packet has passed too many hops']
    case 'mtu': return say`${code(sizeBytes ?? 0)} bytes do not fit into ${code(limitBytes ?? 0)}, and may not be fragmented`
    case 'neighbor': return ['nobody on the link answers for the destination']
    case 'forwarding': return ['it does not forward packets for others']
  }
}

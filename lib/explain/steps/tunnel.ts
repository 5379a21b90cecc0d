import type { Step } from '@/lib/network/trace'
import { labelOfDevice, type At, type Line } from '@/lib/explain/telling'
import { code, say } from '@/lib/explain/words'

/** "tunnel-1  encapsulate ipsec: 64 + 56 = 120 bytes, MTU 1500". */
export function tellEncapsulate(step: Extract<Step, { type: 'encapsulate' }>, at: At): Line {
  const { telling } = at
  const limit = outerLimit(at)
  const sizes = say`encapsulate ${step.protocolName}: ${code(step.innerBytes)} + ${code(step.outerBytes - step.innerBytes)} = ${code(step.outerBytes)} bytes`
  return {
    element: step.from, label: telling.catalogue.labelOf(step.from), failed: false, slot: `tunnel ${step.interfaceId}`, around: [at.hop.element],
    words: limit === undefined ? sizes : say`${sizes} of at most ${code(limit)}`,
  }
}

/** The MTU of the interface that the outer packet leaves by. */
function outerLimit({ telling, hop, index }: At): number | undefined {
  const out = hop.steps.slice(index).find(step => step.type === 'transmit')
  return out && telling.network.devices.get(hop.device)?.interfaces.find(item => item.id === out.interfaceId)?.mtuBytes
}

export function tellDecapsulate(step: Extract<Step, { type: 'decapsulate' }>, { telling, hop }: At): Line {
  return { element: hop.element, label: labelOfDevice(telling, hop.device), failed: false, slot: `tunnel ${step.interfaceId}`, around: [step.from], words: [`decapsulate ${step.protocolName}`] }
}

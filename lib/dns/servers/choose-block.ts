import { labelsOf } from '@/lib/dns/names'
import type { Asked } from '@/lib/dns/plugins/view/evaluate'
import type { ReadyBlock } from './corefile-blocks'

/** `not-modelled`: a filter cannot be evaluated, so nobody can say which block answers. */
export type Chosen = { readonly block: ReadyBlock } | 'refused' | 'not-modelled'

/**
 * The block that answers on a port: that of the longest zone whose filter lets the question through, the first one written among equals;
 * at last one of the root. A zone whose block has no plugins refuses, whatever a parent could say. A question for DS goes to the parent
 * where the server has it. Source: coredns core/dnsserver/server.go ServeDNS.
 */
export function chooseBlock(blocks: readonly ReadyBlock[], asked: Asked, port: number): Chosen {
  let forChild: Chosen | undefined
  const here = blocks.filter(block => block.port === port)
  for (const zone of zonesAbove(asked.query.name)) {
    const chosen = chooseOfZone(here.filter(block => block.zone === zone), asked)
    if (chosen === undefined) continue
    if (chosen === 'refused' && zone === '.') break
    if (asked.query.type !== 'DS' || typeof chosen === 'string') return chosen
    if (zone !== '.') forChild = chosen
    else return forChild ?? chosen
  }
  return forChild ?? 'refused'
}

/** The name and every zone above it, longest first. */
function zonesAbove(name: string): readonly string[] {
  const labels = labelsOf(name)
  return [...labels.map((_, at) => labels.slice(at).join('.')), '.']
}

function chooseOfZone(blocks: readonly ReadyBlock[], asked: Asked): Chosen | undefined {
  for (const block of blocks) {
    if (block.chain.length === 0) return 'refused'
    const passes = block.filter(asked)
    if (passes === undefined) return 'not-modelled'
    if (passes) return { block }
  }
  return undefined
}

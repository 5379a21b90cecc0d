import { useMemo } from 'react'
import type { Design } from '@/lib/design/design'
import { useInspecting } from './inspecting'

/** An element or link that a field may name. `group`: the network that it stands in. */
export interface Candidate { readonly id: string; readonly group: string }

/** The nearest VPC around an element, else what it stands in. */
function placeOf(design: Design, id: string): string {
  let at = design.elements[id]
  for (let depth = 0; at !== undefined && depth < 64; depth++) {
    const { parent } = at
    if (parent === undefined) break
    if (design.elements[parent]?.kind === 'vpc') return parent
    at = design.elements[parent]
  }
  return design.elements[id]?.parent ?? design.links[id]?.ends.join(' – ') ?? ''
}

/** What may stand in a reference to these kinds, that of the same network first. */
export function candidatesFor(design: Design, id: string, kinds: readonly string[]): readonly Candidate[] {
  if (kinds.length === 0) return []
  const here = placeOf(design, id)
  const all = [...Object.entries(design.elements), ...Object.entries(design.links)].filter(([, { kind }]) => kinds.includes(kind)).map(([other]) => ({ id: other, group: placeOf(design, other) }))
  return all.sort((a, b) => Number(b.group === here) - Number(a.group === here) || (a.group < b.group ? -1 : a.group > b.group ? 1 : a.id < b.id ? -1 : 1))
}

export function useCandidates(kinds: readonly string[]): readonly Candidate[] {
  const { opened, id } = useInspecting()
  const { design } = opened
  return useMemo(() => candidatesFor(design, id, kinds), [design, id, kinds])
}

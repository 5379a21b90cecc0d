import type { Named } from '@/components/editor/protocol'
import type { Box } from '@/lib/layout/drawing'

/** What a box is, for a tooltip and a screen reader: "Node node-a1, 10.10.1.10, in cluster-a". */
export function titleOf(box: Box, named: Readonly<Record<string, Named>>): string {
  const known = named[box.element]
  const kind = box.kind === 'pod' ? 'Pod' : (known?.title ?? box.kind)
  const inside = known?.inside === undefined || known.inside === '' ? '' : `, in ${known.inside}`
  return `${kind} ${box.label}${box.sub === '' ? '' : `, ${box.sub}`}${inside}`
}

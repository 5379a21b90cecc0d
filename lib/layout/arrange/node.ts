import type { DesignView, Placed } from '@/lib/design/view'
import type { ElementId } from '@/lib/net/element-id'
import { type Block, bottom, grid, right, shifted } from '@/lib/layout/block'
import { cardOf, itemOf, podItem, stripWidth } from '@/lib/layout/item'
import { PAD, POD_GAP, STRIP } from '@/lib/layout/sizes'

/** The pods that run on each node, in the order of their workloads' ids. */
export function podsByNode(view: DesignView): ReadonlyMap<string, readonly Block[]> {
  const byNode = new Map<string, Block[]>()
  for (const { id, element } of view.all) {
    if (element.kind !== 'workload' && element.kind !== 'name-server') continue
    ;(element.pods ?? []).forEach((pod, index) => {
      const list = byNode.get(pod.node) ?? []
      list.push(cardOf(podItem(view, id, element, index)))
      byNode.set(pod.node, list)
    })
  }
  return byNode
}

/** Rather wide than high, as screens are: two columns up to four pods, three up to nine, then more. */
export const podColumns = (most: number): number => (most <= 1 ? 1 : most <= 4 ? 2 : most <= 9 ? 3 : Math.ceil(Math.sqrt(most * 1.5)))

export interface PodGrid { readonly columns: number; readonly cell: number }

/** A node with its pods, the first nearest to the right: to what leads out of the cluster. */
export function nodeBlock(view: DesignView, { id, element }: Placed<'node'>, pods: readonly Block[], { columns, cell }: PodGrid): Block {
  const item = itemOf(view, id as ElementId, element)
  const spots = shifted(grid(pods.map(pod => ({ ...pod, w: cell })), columns, POD_GAP, 'right'), PAD, STRIP + 2)
  const inner = pods.length === 0 ? 0 : columns * cell + (columns - 1) * POD_GAP
  return { item, w: Math.ceil(Math.max(inner + 2 * PAD, stripWidth(item), right(spots) + PAD)), h: Math.max(bottom(spots), STRIP + 10) + PAD, parts: spots }
}

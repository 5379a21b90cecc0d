import type { DesignView } from '@/lib/design/view'
import { err, ok, type Result } from '@/lib/net/result'
import { freeAddress } from './addresses'
import { idlest, podsOf, type Pod } from './fill-pods'

/** One more pod for a workload or a name server: on the node of its cluster with the fewest pods, with an address that is free there. */
export function nextPod(view: DesignView, owner: string): Result<Pod, string> {
  const cluster = view.within(owner, 'cluster')?.id
  const node = cluster === undefined ? undefined : idlest(view, cluster, [])
  if (node === undefined) return err('Its cluster has no node yet: put one there first.')
  const from = podsOf(view, node)
  if (!from) return err(`Node ${node} has no range for pods.`)
  const address = freeAddress(view, from.range, { reserved: from.reserved })
  return address === undefined ? err(`Node ${node} has no free address for another pod.`) : ok({ node, address })
}

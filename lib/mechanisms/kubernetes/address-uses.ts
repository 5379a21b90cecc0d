import { placedPods, vpcOfSubnet } from '@/lib/design/clusters'
import type { DesignView } from '@/lib/design/view'
import type { ElementId } from '@/lib/net/element-id'
import type { Problem } from '@/lib/network/problem'

/** An address that a node, a pod, a host or a private API endpoint has, and the VPC where it counts. */
interface Use { readonly element: ElementId; readonly field: string; readonly address: string; readonly vpc: ElementId | undefined }

const known = new WeakMap<DesignView, ReadonlyMap<string, readonly Use[]>>()

/** All uses by address, in the order of the ids. */
function usesOf(view: DesignView): ReadonlyMap<string, readonly Use[]> {
  const memo = known.get(view)
  if (memo) return memo
  const byAddress = new Map<string, Use[]>()
  for (const use of allUses(view)) {
    const others = byAddress.get(use.address)
    if (others) others.push(use)
    else byAddress.set(use.address, [use])
  }
  known.set(view, byAddress)
  return byAddress
}

/** Pods in their node's network share its address rightly. */
const ownPods = (view: DesignView, id: string) => placedPods(view, id).filter(({ network }) => network === 'own')

function allUses(view: DesignView): readonly Use[] {
  const standing = [...view.of('node'), ...view.of('host'), ...view.of('api-server')].flatMap(({ id, element }): Use[] =>
    element.address === undefined || element.subnet === undefined ? [] : [{ element: id, field: 'address', address: element.address, vpc: vpcOfSubnet(view, element.subnet)?.id }])
  const pods = [...view.of('workload'), ...view.of('name-server')].flatMap(({ id }) => ownPods(view, id)).map((pod): Use =>
    ({ element: pod.owner, field: `pods.${pod.index}.address`, address: pod.address, vpc: vpcOfSubnet(view, view.get(pod.node, 'node')?.subnet)?.id }))
  return [...standing, ...pods]
}

/** Addresses of an element that another has already: wrong in one VPC, and a warning across VPCs, which can then not be joined. */
export function addressesUsedTwice(view: DesignView, id: ElementId): readonly Problem[] {
  const own = [view.get(id, 'node')?.address, ...ownPods(view, id).map(pod => pod.address)].filter(address => address !== undefined)
  return [...new Set(own)].flatMap((address): Problem[] => {
    const uses = usesOf(view).get(address) ?? []
    return uses.flatMap((use, at): Problem[] => {
      const earlier = uses.slice(0, at)
      if (use.element !== id || earlier.length === 0) return []
      const same = earlier.find(other => other.vpc === use.vpc)
      const facts = { address, element: view.nameOf(id), other: view.nameOf((same ?? earlier[0] ?? use).element) }
      return [same ? { severity: 'error', code: 'kubernetes.address-twice', element: id, field: use.field, facts }
        : { severity: 'warning', code: 'kubernetes.address-elsewhere', element: id, field: use.field, facts }]
    })
  })
}

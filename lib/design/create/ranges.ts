import { rangeOf } from '@/lib/design/clusters'
import type { DesignView } from '@/lib/design/view'
import { freeCidrs, overlaps, parseCidr, type Cidr } from '@/lib/net/cidr'
import type { ElementId } from '@/lib/net/element-id'
import { PRIVATE_10, PRIVATE_172, PRIVATE_192 } from '@/lib/net/special-prefixes'

/** A range, whose it is, and the VPC in which it counts. */
interface Owned { readonly owner: ElementId; readonly vpc: ElementId | undefined; readonly range: Cidr }

const literal = (text: string | undefined): readonly Cidr[] => {
  const parsed = parseCidr(text ?? '')
  return parsed.ok ? [parsed.value] : []
}

/** Ranges whose addresses somebody has: of subnets, secondary ranges, segments and clusters. */
function leaves(view: DesignView): readonly Owned[] {
  const own = (owner: ElementId, ranges: readonly Cidr[]): readonly Owned[] => ranges.map(range => ({ owner, vpc: view.within(owner, 'vpc')?.id, range }))
  return [
    ...[...view.of('subnet'), ...view.of('secondary-range')].flatMap(({ id, element }) => own(id, literal(element.cidr))),
    ...view.of('segment').flatMap(({ id, element }) => own(id, (element.cidrs ?? []).flatMap(literal))),
    ...view.of('cluster').flatMap(({ id, element }) => own(id, [...literal(element.services), ...literal(element.pods)])),
  ]
}

const nodeRanges = (view: DesignView, except?: string): readonly Cidr[] => view.of('node').flatMap(({ id, element }) => (id === except ? [] : literal(element.podRange)))
const vpcRanges = (view: DesignView, except?: string): readonly Cidr[] => view.of('vpc').flatMap(({ id, element }) => (id === except ? [] : (element.cidrs ?? []).flatMap(literal)))

/** Destinations that somebody has written into a route table, but for those so wide that they mean everything. */
const destinations = (view: DesignView): readonly Cidr[] =>
  view.of('route-table').flatMap(({ element }) => (element.routes ?? []).flatMap(route => literal(route.to))).filter(range => range.length > 12)

/** Whether a range overlaps one of another element: anywhere, or in the same VPC alone. */
export function isTaken(view: DesignView, range: Cidr, { owner, scope }: { readonly owner: string; readonly scope: 'everywhere' | ElementId | undefined }): boolean {
  return leaves(view).some(other => other.owner !== owner && (scope === 'everywhere' || other.vpc === scope) && overlaps(other.range, range))
}

/** Whether another VPC has an overlapping range. */
export const isTakenByVpc = (view: DesignView, range: Cidr, vpc: string): boolean => vpcRanges(view, vpc).some(other => overlaps(other, range))

const first = (within: readonly Cidr[], taken: readonly Cidr[], lengths: readonly number[]): Cidr | undefined => {
  for (const length of lengths) {
    const [found] = freeCidrs(within, taken, length, 1)
    if (found) return found
  }
  return undefined
}

/** A free range of private use, of which nothing in the design has any part. `within` is searched first. */
export function freeRange(view: DesignView, lengths: readonly number[], within: readonly Cidr[] = []): Cidr | undefined {
  const taken = [...vpcRanges(view), ...leaves(view).map(({ range }) => range), ...nodeRanges(view), ...destinations(view)]
  return first([...within, PRIVATE_10, PRIVATE_172, PRIVATE_192], taken, lengths)
}

/** A free range inside a VPC's own. */
export function freeInVpc(view: DesignView, vpc: ElementId, lengths: readonly number[]): Cidr | undefined {
  const taken = [...leaves(view).map(({ range }) => range), ...nodeRanges(view)]
  return first((view.get(vpc, 'vpc')?.cidrs ?? []).flatMap(literal), taken, lengths)
}

/** Length of the range that a node gets for its pods. Source: GKE documentation, "VPC-native clusters": /24 for the default 110 pods a node. */
const NODE_RANGE_LENGTH = 24

/** Whether a node's own range lies in its cluster's and no other node has a part of it; and one that does. */
export function freeNodeRange(view: DesignView, cluster: string, node: string): Cidr | undefined {
  const range = rangeOf(view, view.get(cluster, 'cluster')?.pods)
  return range ? first([range], nodeRanges(view, node), [Math.max(NODE_RANGE_LENGTH, range.length)]) : undefined
}

export const nodeRangeTaken = (view: DesignView, range: Cidr, node: string): boolean => nodeRanges(view, node).some(other => overlaps(other, range))
export const asCidr = (text: string | undefined): Cidr | undefined => literal(text)[0]

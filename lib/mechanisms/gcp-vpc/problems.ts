import type { Context } from '@/lib/mechanisms/types'
import type { DesignView } from '@/lib/design/view'
import { overlaps } from '@/lib/net/cidr'
import { elementId, type ElementId } from '@/lib/net/element-id'
import type { Problem } from '@/lib/network/problem'
import { rangesOf } from './ranges'

/** Source: Google Cloud VPC documentation, "Subnets", valid ranges: at most /29. */
const LONGEST_PREFIX = 29

export function checkSubnet({ view, id, subject }: Context<'subnet', unknown>): readonly Problem[] {
  const unplaced: readonly Problem[] = view.regionOf(id) === undefined ? [{ severity: 'error', code: 'gcp-vpc.no-region', element: id, field: 'region', facts: { subnet: view.nameOf(id) } }] : []
  return [...unplaced, ...checkRange(view, elementId(subject.parent ?? ''), id)]
}

export function checkSecondaryRange({ view, id, subject }: Context<'secondary-range', unknown>): readonly Problem[] {
  return checkRange(view, elementId(view.get(subject.parent, 'subnet')?.parent ?? ''), id)
}

/** Every pair once, at the later of the two. Source: Google Cloud VPC documentation, "Subnets": ranges of one network cannot overlap. */
function checkRange(view: DesignView, vpc: ElementId, owner: ElementId): readonly Problem[] {
  const ranges = rangesOf(view, vpc)
  const at = ranges.findIndex(range => range.owner === owner)
  const own = ranges[at]
  if (!own) return []
  const problem = (code: Problem['code'], facts: Problem['facts'] = {}): Problem => ({ severity: 'error', code, element: owner, field: 'cidr', facts: { range: own.text, owner: view.nameOf(owner), ...facts } })
  return [
    ...(own.prefix.length > LONGEST_PREFIX ? [problem('gcp-vpc.subnet-size')] : []),
    ...ranges.slice(0, at).filter(other => overlaps(other.prefix, own.prefix)).map(other => problem('gcp-vpc.ranges-overlap', { other: other.text, otherOwner: view.nameOf(other.owner) })),
  ]
}

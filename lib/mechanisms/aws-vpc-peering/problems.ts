import { sidesOf } from '@/lib/mechanisms/peering'
import { elementId } from '@/lib/net/element-id'
import type { Problem } from '@/lib/network/problem'
import { overlapOf, type PeeringContext } from './sides'

/** Source: Amazon VPC Peering Guide, "VPC peering limitations": no overlapping blocks, one peering between two VPCs; routes on both sides are needed. */
export function checkPeering(context: PeeringContext): readonly Problem[] {
  const { view, id, subject } = context
  const [a, b] = subject.ends
  const facts = { peering: view.nameOf(id), a: view.nameOf(a), b: view.nameOf(b) }
  const overlap = overlapOf(context)
  const earlier = view.linksOf('peering').find(other => other.id < id && other.link.ends.includes(a) && other.link.ends.includes(b))
  const problem = (severity: Problem['severity'], code: Problem['code'], more: Problem['facts'] = {}): Problem => ({ severity, code, element: id, field: 'ends', facts: { ...facts, ...more } })
  return [
    ...(overlap ? [problem('error', 'cidr.overlap', { aRange: overlap.a, bRange: overlap.b })] : []),
    ...(earlier ? [problem('error', 'aws-vpc-peering.twice', { other: view.nameOf(earlier.id) })] : []),
    ...(overlap ? [] : sidesOf(context).filter(({ vpc }) => !leadsThrough(context, vpc)).map(({ vpc, other }) => problem('warning', 'aws-vpc-peering.no-route', { vpc: view.nameOf(vpc), other: view.nameOf(other) }))),
  ]
}

const leadsThrough = ({ view, id }: PeeringContext, vpc: string): boolean =>
  view.childrenOf(elementId(vpc), 'route-table').some(({ element }) => (element.routes ?? []).some(route => route.via === id))

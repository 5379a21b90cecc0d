import type { Problem } from '@/lib/network/problem'
import { overlapOf, type PeeringContext } from './sides'

/** Source: Google Cloud VPC documentation, "VPC Network Peering": overlapping subnets at time of peering; two networks are peered once. */
export function checkPeering(context: PeeringContext): readonly Problem[] {
  const { view, id, subject, config } = context
  const [a, b] = subject.ends
  const overlap = overlapOf(context)
  const earlier = view.linksOf('peering').find(other => other.id < id && other.link.ends.includes(a) && other.link.ends.includes(b))
  const problem = (severity: Problem['severity'], code: Problem['code'], field: string, more: Problem['facts'] = {}): Problem =>
    ({ severity, code, element: id, field, facts: { peering: view.nameOf(id), a: view.nameOf(a), b: view.nameOf(b), ...more } })
  const strangers = (['exportCustomRoutes', 'importCustomRoutes'] as const).flatMap(field => config[field].flatMap((vpc, index) =>
    (vpc === a || vpc === b ? [] : [problem('error', 'gcp-vpc-peering.not-an-end', `config.${field}.${index}`, { vpc: view.nameOf(vpc) })])))
  return [
    ...(overlap ? [problem('error', 'cidr.overlap', 'ends', { aRange: overlap.a, bRange: overlap.b })] : []),
    ...(earlier ? [problem('error', 'gcp-vpc-peering.twice', 'ends', { other: view.nameOf(earlier.id) })] : []),
    ...strangers,
  ]
}

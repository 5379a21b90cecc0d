import * as z from 'zod'
import { defineMechanism } from '@/lib/mechanisms/types'
import { OVERLAP_SENTENCE, placePeering, sidesOf } from '@/lib/mechanisms/peering'
import type { Addition } from '@/lib/network/addition'
import { deviceOf, interfaceOf, linkOf } from '@/lib/network/names'
import { plainInterface } from '@/lib/network/plain'
import { checkPeering } from './problems'
import { overlapOf, type PeeringContext } from './sides'
import { inwardTables, policyRules, withheldRoutes } from './tables'

/** Largest packet inside a VPC and between VPCs of one region, and between regions, in bytes. Source: Amazon EC2 user guide, "Network maximum transmission unit (MTU)". */
const VPC_MTU_BYTES = 9001
const BETWEEN_REGIONS_MTU_BYTES = 8500

/** A peering between two VPCs: a link without a gateway. Which packets take it is for the route tables of both VPCs to say. */
export const awsVpcPeering = defineMechanism({
  name: 'aws-vpc-peering',
  title: 'AWS VPC peering',
  category: 'routing',
  attachesTo: [{ kind: 'peering', provider: 'aws' }],
  schema: z.strictObject({}),
  sentences: {
    ...OVERLAP_SENTENCE,
    'route.not-added': 'Peering {peering} leads from VPC {vpc} to {other}, but its route table {table} has no route to {prefix}, so packets to {destination} go elsewhere or nowhere. Add {prefix} via {peering}; a subnet without a route table needs one first.',
    'aws-vpc-peering.table': 'What comes in by a peering is for this VPC alone.',
    'aws-vpc-peering.twice': 'Peering {peering} joins {a} and {b}, which the peering {other} joins already; two VPCs have one at most. Remove one of them.',
    'aws-vpc-peering.no-route': 'No route table of VPC {vpc} leads through peering {peering}, so nothing of it reaches {other}. Add a route to the ranges of {other} via {peering}.',
  },
  problems: { peering: checkPeering },
  contribute: {
    place: { peering: context => placePeering(context, { overlapping: overlapOf(context) !== undefined }) },
    connect: { peering: context => [...interfaces(context), ...inwardTables(context)] },
    route: { peering: context => [...policyRules(context), ...withheldRoutes(context)] },
  },
})

const interfaces = (context: PeeringContext): readonly Addition[] => sidesOf(context).filter(({ vpc }) => context.network.devices.has(deviceOf(vpc))).map(({ vpc }) =>
  ({ add: 'interface', device: deviceOf(vpc), interface: plainInterface(interfaceOf(deviceOf(vpc), context.id), linkOf(context.id), vpc, mtuBytes(context, vpc)) }))

function mtuBytes({ view, subject: { ends: [a, b] } }: PeeringContext, vpc: string): number {
  const own = view.get(vpc, 'vpc')?.mtuBytes ?? VPC_MTU_BYTES
  return view.regionOf(a) === view.regionOf(b) ? own : Math.min(own, BETWEEN_REGIONS_MTU_BYTES)
}

import * as z from 'zod'
import { defineMechanism } from '@/lib/mechanisms/types'
import { elementId } from '@/lib/net/element-id'
import type { Addition } from '@/lib/network/addition'
import { deviceOf, interfaceOf, linkOf } from '@/lib/network/names'
import { plainInterface, plainLink } from '@/lib/network/plain'
import { checkPeering } from './problems'
import { overlapOf, sidesOf, type PeeringContext } from './sides'
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
    'cidr.overlap': '{a} ({aRange}) and {b} ({bRange}) overlap, so the peering {peering} between them does not come up. Give one of them another range.',
    'route.not-added': 'Peering {peering} leads from VPC {vpc} to {other}, but its route table {table} has no route to {prefix}, so packets to {destination} go elsewhere or nowhere. Add {prefix} via {peering}; a subnet without a route table needs one first.',
    'aws-vpc-peering.table': 'What comes in by a peering is for this VPC alone.',
    'aws-vpc-peering.twice': 'Peering {peering} joins {a} and {b}, which the peering {other} joins already; two VPCs have one at most. Remove one of them.',
    'aws-vpc-peering.no-route': 'No route table of VPC {vpc} leads through peering {peering}, so nothing of it reaches {other}. Add a route to the ranges of {other} via {peering}.',
  },
  problems: { peering: checkPeering },
  contribute: {
    place: {
      peering: ({ id, ...context }) => {
        const down = { up: false, down: { code: 'cidr.overlap', elements: context.subject.ends.map(elementId) } } as const
        return [{ add: 'link', link: { ...plainLink(linkOf(id), id, 'point-to-point'), ...overlapOf(context) ? down : {} } }]
      },
    },
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

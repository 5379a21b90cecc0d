import { defineMechanism } from '@/lib/mechanisms/types'
import { OVERLAP_SENTENCE, placePeering, sidesOf } from '@/lib/mechanisms/peering'
import { deviceOf, interfaceOf, linkOf } from '@/lib/network/names'
import { plainInterface } from '@/lib/network/plain'
import { schema } from './config'
import { customRoutes } from './custom-routes'
import { checkPeering } from './problems'
import { overlapOf, type PeeringContext } from './sides'
import { gatewayRoutes, inwardTables, policyRules, subnetRoutes } from './subnet-routes'

/** Source: Google Cloud VPC documentation, "Maximum transmission unit". */
const VPC_MTU_BYTES = 1460

/** A peering between two networks: their subnets know each other by themselves, what was learned only where both sides say so. */
export const gcpVpcPeering = defineMechanism({
  name: 'gcp-vpc-peering',
  title: 'Google Cloud VPC Network Peering',
  category: 'routing',
  attachesTo: [{ kind: 'peering', provider: 'gcp' }],
  schema,
  sentences: {
    ...OVERLAP_SENTENCE,
    'route.not-exchanged': 'Network {owner} has learned a route to {destination}, but the peering {peering} does not hand it on to {taker}. Let {owner} export and {taker} import custom routes.',
    'gcp-vpc-peering.subnet': 'The destination {prefix} is a range of the peered network: subnet routes are exchanged by themselves.',
    'gcp-vpc-peering.to-peer': 'The gateway hands packets for {prefix}, a range of a peered network, to its own network.',
    'gcp-vpc-peering.custom': 'The route to {prefix} was learned by the peered network, which exports it.',
    'gcp-vpc-peering.through': 'Packets of the peered network may use the learned route to {prefix}.',
    'gcp-vpc-peering.table': 'What comes in by a peering is for this network, and for what it has learned where that is exchanged.',
    'gcp-vpc-peering.twice': 'Peering {peering} joins {a} and {b}, which the peering {other} joins already. Remove one of them.',
    'gcp-vpc-peering.not-an-end': 'Peering {peering} joins {a} and {b}; {vpc} is neither of them. Name one of the two.',
  },
  problems: { peering: checkPeering },
  contribute: {
    place: { peering: context => placePeering(context, { overlapping: overlapOf(context) !== undefined }) },
    connect: {
      peering: context => [
        ...sidesOf(context).map(({ vpc }) => ({ add: 'interface', device: deviceOf(vpc), interface: plainInterface(interfaceOf(deviceOf(vpc), context.id), linkOf(context.id), vpc, mtuBytes(context)) }) as const),
        ...inwardTables(context),
      ],
    },
    route: { peering: context => [...policyRules(context), ...subnetRoutes(context), ...gatewayRoutes(context), ...customRoutes(context)] },
  },
})

/** Only packets that fit both networks pass. Source: Google Cloud VPC documentation, "Maximum transmission unit", peered networks. */
const mtuBytes = ({ view, subject }: PeeringContext): number => Math.min(...subject.ends.map(end => view.get(end, 'vpc')?.mtuBytes ?? VPC_MTU_BYTES))

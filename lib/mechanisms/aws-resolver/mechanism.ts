import { defineMechanism } from '@/lib/mechanisms/types'
import { connectResolver, placeResolver, publicRoot } from '@/lib/mechanisms/vpc-resolver'
import { cidr, contains, hostCidr } from '@/lib/net/cidr'
import { elementId } from '@/lib/net/element-id'
import { deviceOf, interfaceOf, nameServerOf } from '@/lib/network/names'
import { schema } from './config'
import { addressesOf } from './addresses'
import { exemptRules, ownNetworkOnly } from './filters'
import { checkResolver } from './problems'
import { hostRoutes } from './routes'
import { waysOf, zonesAnswered } from './rules'

/** Source: Amazon EC2 user guide, "Network maximum transmission unit (MTU)". */
const VPC_MTU_BYTES = 9001

/** The Route 53 Resolver of a VPC. Source: Amazon VPC user guide, "DNS attributes for your VPC"; Route 53 developer guide, "What is Route 53 VPC Resolver". */
export const awsResolver = defineMechanism({
  name: 'aws-resolver',
  title: 'Route 53 Resolver of a VPC',
  category: 'name-server',
  attachesTo: [{ kind: 'name-server', provider: 'aws', parent: 'vpc', named: 'mechanism', otherwise: true }],
  schema,
  sentences: {
    'aws-resolver.route': 'Every subnet reaches the resolver of its VPC.',
    'aws-resolver.default': 'The resolver answers into its VPC.',
    'aws-resolver.exempt': 'Traffic with the resolver of the VPC passes security groups and network ACLs.',
    'aws-resolver.outside-vpc': 'The resolver of a VPC answers askers inside that VPC only. From elsewhere, ask an inbound endpoint or a name server that runs in the VPC.',
    'aws-resolver.rule-without-endpoint': 'A rule of {server} forwards {zone}, but names no outbound endpoint that it could leave by. Draw one in its VPC or one that shares the rule, and name it.',
    'aws-resolver.rule-to-inbound': 'A rule of {server} forwards {zone} by {endpoint}, which is an inbound endpoint: nothing leaves by it. Name an outbound one.',
    'aws-resolver.address': 'The resolver of VPC {vpc} answers at {expected}, the third address of its first range, not at {address}. Correct the address.',
  },
  problems: { 'name-server': checkResolver },
  contribute: {
    place: { 'name-server': context => placeResolver(context, { code: 'aws-resolver.default' }) },
    connect: { 'name-server': context => connectResolver(context, { addresses: addressesOf(context.view, context.id), usualMtuBytes: VPC_MTU_BYTES }) },
    route: {
      'name-server': ({ view, id, subject, network }) => [
        ...hostRoutes(view, id, elementId(subject.parent ?? ''), network),
        ...view.childrenOf(elementId(subject.parent ?? ''), 'subnet').flatMap(subnet => {
          const claims = addressesOf(view, id).filter(address => contains(cidr(subnet.element.cidr), address)).map(address => hostCidr(address))
          const device = deviceOf(subject.parent ?? '')
          return claims.length > 0 ? [{ add: 'claim', device, port: interfaceOf(device, subnet.id), claims } as const] : []
        }),
      ],
    },
    filter: {
      'name-server': ({ view, id, subject }) => [
        { add: 'filter', at: { device: deviceOf(id) }, filter: ownNetworkOnly(view, id, subject.parent ?? '') },
        ...exemptRules(view, id, subject.parent ?? ''),
      ],
    },
    name: {
      'name-server': context => {
        const { view, id } = context
        return [{
          add: 'name-server',
          nameServer: {
            id: nameServerOf(id), from: id, instances: [deviceOf(id)], limitsTcp: true,
            behaviour: { type: 'recursive', zones: zonesAnswered(context), ways: waysOf(context), ...publicRoot(view) },
            codes: { zoneNotServed: 'dns.zone-not-served', noFallthrough: 'dns.no-fallthrough', notSynced: 'control-plane.unreachable' },
          },
        }]
      },
    },
  },
})

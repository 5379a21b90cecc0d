import * as z from 'zod'
import { vpcOfSubnet } from '@/lib/design/clusters'
import { defineMechanism, type Context } from '@/lib/mechanisms/types'
import { cidr, contains, DEFAULT_V4, formatCidr, nthAddress } from '@/lib/net/cidr'
import { elementId } from '@/lib/net/element-id'
import { ip } from '@/lib/net/ip-address'
import { PROTOCOLS } from '@/lib/net/protocol'
import type { Addition } from '@/lib/network/addition'
import { deviceOf, interfaceOf, linkOf, nameServerOf, tableOf } from '@/lib/network/names'
import { onePort, plainDevice, plainInterface, plainPort } from '@/lib/network/plain'
import type { Problem } from '@/lib/network/problem'
import type { Route } from '@/lib/network/route'

/** Source: Amazon EC2 user guide, "Network maximum transmission unit (MTU)". */
const VPC_MTU_BYTES = 9001

/** Source: Amazon Route 53 developer guide, "Resolving DNS queries between VPCs and your network". */
const schema = z.strictObject({
  direction: z.enum(['inbound', 'outbound']).default('inbound').meta({ title: 'Direction', description: 'Inbound: others ask the VPC\'s resolver here. Outbound: its rules ask others from here.' }),
})
type EndpointContext = Context<'name-server', z.infer<typeof schema>>

function place({ id, config }: EndpointContext): readonly Addition[] {
  const device = plainDevice(deviceOf(id), id, 'name-server')
  const listeners = config.direction === 'inbound' ? [PROTOCOLS.udp, PROTOCOLS.tcp].map(protocol => ({ protocol, ports: onePort(53), from: id })) : []
  return [{ add: 'device', device: { ...device, listeners } }]
}

/** A network interface in a subnet like that of any machine: routes, security groups and network ACLs apply. */
function connect({ view, id, subject }: EndpointContext): readonly Addition[] {
  const subnet = view.get(subject.subnet, 'subnet')
  if (!subnet || subject.address === undefined) return []
  const name = interfaceOf(deviceOf(id), 'eth0')
  const plain = plainInterface(name, linkOf(subject.subnet ?? ''), id, vpcOfSubnet(view, subject.subnet)?.element.mtuBytes ?? VPC_MTU_BYTES)
  return [{ add: 'interface', device: deviceOf(id), interface: { ...plain, addresses: [{ address: ip(subject.address), length: cidr(subnet.cidr).length }], port: { ...plainPort(name), check: 'source-and-destination' } } }]
}

function routes({ view, id, subject }: EndpointContext): readonly Addition[] {
  const subnet = view.get(subject.subnet, 'subnet')
  if (!subnet || subject.address === undefined) return []
  const [device, range] = [deviceOf(id), cidr(subnet.cidr)]
  const interfaceId = interfaceOf(device, 'eth0')
  const own: Route = { code: 'aws-resolver-endpoint.subnet', from: elementId(subject.subnet ?? ''), prefix: range, nextHop: { type: 'connected', interfaceId }, origin: 'connected', preference: 0 }
  const rest: Route = { code: 'aws-resolver-endpoint.default', from: elementId(subject.subnet ?? ''), prefix: DEFAULT_V4, nextHop: { type: 'via', address: nthAddress(range, 1) ?? range.address, interfaceId }, origin: 'default', preference: 0 }
  return [own, rest].map(route => ({ add: 'route', device, table: tableOf(device, 'main'), route }))
}

/** The resolver of the VPC that it stands in. */
const resolverOf = ({ view, subject }: EndpointContext) => view.childrenOf(elementId(subject.parent ?? ''), 'name-server').find(({ element }) => element.mechanism === undefined || element.mechanism === 'aws-resolver')?.id

function nameServer(context: EndpointContext): readonly Addition[] {
  const { id, config } = context
  const resolver = resolverOf(context)
  if (config.direction === 'outbound' || resolver === undefined) return []
  return [{
    add: 'name-server',
    nameServer: {
      id: nameServerOf(id), from: id, instances: [deviceOf(id)], behaviour: { type: 'as', server: nameServerOf(resolver) },
      codes: { zoneNotServed: 'dns.zone-not-served', noFallthrough: 'dns.no-fallthrough', notSynced: 'control-plane.unreachable' },
    },
  }]
}

function problems(context: EndpointContext): readonly Problem[] {
  const { view, id, subject } = context
  const subnet = view.get(subject.subnet, 'subnet')
  const facts = { endpoint: view.nameOf(id) }
  const error = (code: Problem['code'], field: string, more: Problem['facts'] = {}): Problem => ({ severity: 'error', code, element: id, field, facts: { ...facts, ...more } })
  if (!subnet || subject.address === undefined) return [error('aws-resolver-endpoint.incomplete', subnet ? 'address' : 'subnet')]
  return [
    ...contains(cidr(subnet.cidr), ip(subject.address)) ? [] : [error('aws-resolver-endpoint.outside-subnet', 'address', { address: subject.address, subnet: view.nameOf(subject.subnet ?? ''), range: formatCidr(cidr(subnet.cidr)) })],
    ...resolverOf(context) === undefined ? [error('aws-resolver-endpoint.without-resolver', 'parent', { vpc: view.nameOf(subject.parent ?? '') })] : [],
  ]
}

/** One address of a Route 53 Resolver endpoint. Source: Amazon Route 53 developer guide, "Resolving DNS queries between VPCs and your network". */
export const awsResolverEndpoint = defineMechanism({
  name: 'aws-resolver-endpoint',
  title: 'Route 53 Resolver endpoint',
  category: 'name-server',
  attachesTo: [{ kind: 'name-server', provider: 'aws', parent: 'vpc', named: 'mechanism' }],
  schema,
  sentences: {
    'aws-resolver-endpoint.subnet': 'The endpoint reaches its own subnet directly.',
    'aws-resolver-endpoint.default': 'The endpoint sends everything else to the router of its subnet.',
    'aws-resolver-endpoint.incomplete': 'The endpoint {endpoint} needs a subnet and an address in it.',
    'aws-resolver-endpoint.outside-subnet': 'The address {address} of endpoint {endpoint} lies outside its subnet {subnet} ({range}). Choose one inside.',
    'aws-resolver-endpoint.without-resolver': 'The endpoint {endpoint} speaks for the resolver of {vpc}, which is not drawn. Draw a name server in the VPC.',
  },
  problems: { 'name-server': problems },
  contribute: { place: { 'name-server': place }, connect: { 'name-server': connect }, route: { 'name-server': routes }, name: { 'name-server': nameServer } },
})

import { defineMechanism, type Context } from '@/lib/mechanisms/types'
import { connectResolver, placeResolver, publicRoot } from '@/lib/mechanisms/vpc-resolver'
import { zonesOf } from '@/lib/mechanisms/zones'
import { cidr, contains } from '@/lib/net/cidr'
import { elementId } from '@/lib/net/element-id'
import { ip } from '@/lib/net/ip-address'
import type { Addition } from '@/lib/network/addition'
import { deviceOf, nameServerOf } from '@/lib/network/names'
import type { Problem } from '@/lib/network/problem'
import { schema, type Config } from './config'
import { RESOLVER_ADDRESS, resolverRoutes } from './routes'

type ResolverContext = Context<'name-server', Config>

/** Seconds. Source: Azure CLI reference, "az network private-dns record-set", --ttl. */
const DEFAULT_TTL_SECONDS = 3600
/** Source: Azure documentation, "TCP/IP performance tuning for Azure VMs". */
const VNET_MTU_BYTES = 1500

/** Its private zones by the longest suffix, a missing name denied for good; everything else from the public root. Source: Azure documentation, "What is an Azure Private DNS zone?". */
function nameServer({ view, id, subject, config }: ResolverContext): Addition {
  const linked = config.zonesOf.flatMap(other => { const element = view.get(other, 'name-server'); return element ? zonesOf(elementId(other), element, DEFAULT_TTL_SECONDS) : [] })
  return {
    add: 'name-server',
    nameServer: {
      id: nameServerOf(id), from: id, instances: [deviceOf(id)],
      behaviour: { type: 'recursive', zones: [...zonesOf(id, subject, DEFAULT_TTL_SECONDS), ...linked], ...publicRoot(view) },
      codes: { zoneNotServed: 'azure-resolver.zone-not-linked', noFallthrough: 'dns.no-fallthrough', notSynced: 'control-plane.unreachable' },
    },
  }
}

function problems({ view, id, subject, config }: ResolverContext): readonly Problem[] {
  const problem = (code: Problem['code'], field: string, facts: Problem['facts']): Problem => ({ severity: 'error', code, element: id, field, facts: { server: view.nameOf(id), ...facts } })
  return [
    ...subject.address === undefined || ip(subject.address) === RESOLVER_ADDRESS ? [] : [problem('azure-resolver.address', 'address', { expected: RESOLVER_ADDRESS, address: subject.address })],
    ...config.inbound.flatMap(({ subnet, address }, at): readonly Problem[] => {
      const range = view.get(subnet, 'subnet')?.cidr
      return range === undefined || contains(cidr(range), ip(address)) ? [] : [problem('azure-resolver.endpoint-outside-subnet', `config.inbound.${at}.address`, { address, subnet: view.nameOf(subnet), range })]
    }),
  ]
}

/** Azure DNS as the machines of a virtual network see it. Source: Azure documentation, "What is IP address 168.63.129.16?", "Azure DNS Private Resolver". */
export const azureResolver = defineMechanism({
  name: 'azure-resolver',
  title: 'Azure DNS of a virtual network',
  category: 'name-server',
  attachesTo: [{ kind: 'name-server', provider: 'azure', parent: 'vpc', named: 'mechanism', otherwise: true }],
  schema,
  sentences: {
    'azure-resolver.route': 'Every machine of the virtual network reaches its resolver at {prefix}.',
    'azure-resolver.outside': 'The address 168.63.129.16 answers machines inside an Azure virtual network only; from elsewhere nobody is there. Ask an inbound endpoint of a Private Resolver, or a name server that runs in the network.',
    'azure-resolver.endpoint': 'The inbound endpoint {prefix} is the resolver of the virtual network.',
    'azure-resolver.default': 'The resolver answers into its virtual network.',
    'azure-resolver.zone-not-linked': 'The address 168.63.129.16 answers as the virtual network of whoever asks it sees names: it is {elements} there, and the zone {zone}, which {servedBy} has, is not linked to that network. Link the zone to it, or forward the zone to an inbound endpoint of the network that has it.',
    'azure-resolver.address': 'The resolver {server} of a virtual network answers at {expected}, not at {address}. Correct the address.',
    'azure-resolver.endpoint-outside-subnet': 'The inbound endpoint {address} of {server} lies outside its subnet {subnet} ({range}). Choose an address inside.',
  },
  problems: { 'name-server': problems },
  contribute: {
    place: { 'name-server': context => placeResolver(context, { code: 'azure-resolver.default' }) },
    connect: { 'name-server': context => connectResolver(context, { addresses: [RESOLVER_ADDRESS, ...context.config.inbound.map(({ address }) => ip(address))], usualMtuBytes: VNET_MTU_BYTES }) },
    route: { 'name-server': resolverRoutes },
    name: { 'name-server': context => [nameServer(context)] },
  },
})

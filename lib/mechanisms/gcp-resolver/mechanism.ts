import { defineMechanism, type Context } from '@/lib/mechanisms/types'
import { connectResolver, inboundRoutes, placeResolver, publicRoot } from '@/lib/mechanisms/vpc-resolver'
import { zonesOf } from '@/lib/mechanisms/zones'
import { hostCidr } from '@/lib/net/cidr'
import { ip } from '@/lib/net/ip-address'
import { deviceOf, interfaceOf, nameServerOf, tableOf } from '@/lib/network/names'
import type { Problem } from '@/lib/network/problem'
import { schema } from './config'
import { ownAnswersOnly } from './filters'
import { FORWARDING_SOURCE, forwardingRoutes } from './routes'
import { problemsOf } from './problems'
import { waysOf } from './ways'

/** Seconds. Source: gcloud reference, "dns record-sets create", --ttl; 300 in the console. */
const DEFAULT_TTL_SECONDS = 300

/** Where every machine finds it. Source: Google Cloud documentation, "Compute Engine internal DNS": the metadata server resolves. */
export const RESOLVER_ADDRESS = ip('169.254.169.254')
/** Source: Google Cloud VPC documentation, "Maximum transmission unit". */
const VPC_MTU_BYTES = 1460

const addressOf = ({ subject }: Context<'name-server', unknown>) => (subject.address === undefined ? RESOLVER_ADDRESS : ip(subject.address))

const addressProblems = ({ view, id, subject }: Context<'name-server', unknown>): readonly Problem[] => subject.address === undefined || ip(subject.address) === RESOLVER_ADDRESS ? []
  : [{ severity: 'error', code: 'gcp-resolver.address', element: id, field: 'address', facts: { vpc: view.nameOf(subject.parent ?? ''), expected: RESOLVER_ADDRESS, address: subject.address } }]

/** The resolver of a VPC network: Cloud DNS as its machines see it, at the metadata server's address. */
export const gcpResolver = defineMechanism({
  name: 'gcp-resolver',
  title: 'Google Cloud DNS of a network',
  category: 'name-server',
  attachesTo: [{ kind: 'name-server', provider: 'gcp', parent: 'vpc', named: 'mechanism', otherwise: true }],
  schema,
  sentences: {
    'gcp-resolver.route': 'The resolver of the network answers at {prefix}, from every machine.',
    'gcp-resolver.forwarding': 'Answers to {prefix}, where forwarded questions come from, go to the resolver of the network.',
    'gcp-resolver.entry': 'The inbound entry point {prefix} is the resolver of the network.',
    'gcp-resolver.entry-outside-subnet': 'The entry point {address} of {server} lies outside its subnet {subnet} ({range}). Choose an address inside.',
    'gcp-resolver.producer-without-resolver': 'The peering zone {zone} of {server} resolves as network {network} does, where no name server is drawn. Draw one there.',
    'gcp-resolver.without-region': 'Forwarded questions of {server} need a subnet in the network, whose region they leave from. Draw one.',
    'gcp-resolver.answer-of-another': 'The name server {source} answers to 35.199.192.0/19, which every network keeps for its own Cloud DNS: a peering does not hand it on, so {elements} waits in vain. Make it a peering zone, so that the network of the name server asks it.',
    'gcp-resolver.default': 'The resolver answers into its network.',
    'gcp-resolver.address': 'The resolver of network {vpc} answers at {expected}, not at {address}. Correct the address.',
  },
  problems: { 'name-server': context => [...addressProblems(context), ...problemsOf(context)] },
  contribute: {
    place: { 'name-server': context => placeResolver(context, { code: 'gcp-resolver.default', preferredSource: FORWARDING_SOURCE }) },
    connect: {
      'name-server': context => connectResolver(context, {
        addresses: [addressOf(context), FORWARDING_SOURCE, ...context.config.inbound.map(({ address }) => ip(address))], usualMtuBytes: VPC_MTU_BYTES,
      }),
    },
    route: {
      'name-server': context => {
        const { id, subject, network } = context
        const vpc = deviceOf(subject.parent ?? '')
        const prefix = hostCidr(addressOf(context))
        // Machines only: what comes in by a gateway uses the main table, which does not know it.
        const tables = (network.devices.get(vpc)?.tables ?? []).filter(table => table.id !== tableOf(vpc, 'main'))
        return [...forwardingRoutes(context), ...inboundRoutes(context, context.config.inbound, 'gcp-resolver.entry'), ...tables.map(table => ({
          add: 'route', device: vpc, table: table.id,
          route: { code: 'gcp-resolver.route', from: id, prefix, nextHop: { type: 'interface', interfaceId: interfaceOf(vpc, id) }, origin: 'resolver', preference: 0 },
        }) as const)]
      },
    },
    filter: { 'name-server': context => [{ add: 'filter', at: { device: deviceOf(context.id) }, filter: ownAnswersOnly(context) }] },
    name: {
      'name-server': context => {
        const { view, id, subject } = context
        const ways = waysOf(context)
        return [{
          add: 'name-server',
          nameServer: {
            id: nameServerOf(id), from: id, instances: [deviceOf(id)],
            behaviour: { type: 'recursive', zones: zonesOf(id, subject, DEFAULT_TTL_SECONDS), ...(ways.length > 0 ? { ways } : {}), ...publicRoot(view) },
            codes: { zoneNotServed: 'dns.zone-not-served', noFallthrough: 'dns.no-fallthrough', notSynced: 'control-plane.unreachable' },
          },
        }]
      },
    },
  },
})

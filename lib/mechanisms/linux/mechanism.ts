import { defineMechanism, type Context } from '@/lib/mechanisms/types'
import { listenersFor } from '@/lib/mechanisms/listeners'
import type { Addition } from '@/lib/network/addition'
import { deviceOf } from '@/lib/network/names'
import { plainDevice } from '@/lib/network/plain'
import { schema, type Config } from './config'
import { machineFilters } from './filters'
import { interfacesOf, toInterface, type MachineContext } from './interfaces'
import { markings, ownTrackers } from './marks'
import { translations } from './nat'
import { checkMachine } from './problems'
import { machineRoutes, ownTables } from './routes'
import { policyRules } from './rules'
import { bgpSpeaker, ospfRouter } from './speaker'

/** Every phase is the same for routers and hosts. */
const both = <Made>(make: (context: MachineContext) => Made) => ({ router: (context: Context<'router', Config>) => make(context), host: (context: Context<'host', Config>) => make(context) })

function place(context: MachineContext): readonly Addition[] {
  const { id, subject, config } = context
  const isRouter = subject.kind === 'router'
  const device = {
    ...plainDevice(deviceOf(id), id, isRouter ? 'router' as const : 'endpoint' as const), listeners: listenersFor(id, subject.ports),
    forwards: config.forwarding ?? isRouter, notices: config.icmpErrors === false ? 'silent' as const : 'icmp' as const, ...(config.srcValidMark ? { marksInReversePath: true as const } : {}),
  }
  return [{ add: 'device', device }, ...ownTables(context), ...ownTrackers(context)]
}

const connect = (context: MachineContext): readonly Addition[] => interfacesOf(context.view, context.subject).map(drawn => ({ add: 'interface', device: deviceOf(context.id), interface: toInterface(context, drawn) }))

/** A Linux machine on premises: a router, a firewall, a server. In the words of iproute2 and nftables. */
export const linux = defineMechanism({
  name: 'linux',
  title: 'Linux',
  category: 'place',
  attachesTo: [{ kind: 'router' }, { kind: 'host', parent: 'site', having: ['segment', 'interfaces'] }],
  schema,
  sentences: {
    'linux.connected': 'The prefix {prefix} is on the wire of the machine.',
    'linux.static': 'The route to {prefix} is written at the machine.',
    'linux.blackhole': 'A blackhole route of {elements} drops what goes to {destination}. Take it away, or add a longer route.',
    'linux.refusing': 'A route of {elements} refuses what goes to {destination}. Take it away, or add a longer route.',
    'bgp.learned': 'The route to {prefix} was learned by BGP.',
    'linux.ospf-learned': 'The route to {prefix} was learned by OSPF.',
    'linux.redistributed': 'The router announces routes of its main table.',
    'linux.policy-rule': 'A policy rule of the machine chooses the table.',
    'linux.accept': 'A rule of the machine leaves the addresses as they are.',
    'linux.masquerade': 'The machine hides the sender behind its own address.',
    'linux.snat': 'The machine gives the sender another address.',
    'linux.dnat': 'The machine sends it on to another address.',
    'linux.netmap': 'The machine maps one prefix onto another.',
    'linux.marking': 'The machine marks the packet, or tracks it otherwise.',
    'linux.accepted': 'A rule of the machine accepts it.',
    'linux.policy-accept': 'No rule of the machine matches, and its policy is to accept.',
    'linux.outside-segment': 'The address {address} of {machine} lies outside the prefixes of segment {segment} ({ranges}). Give it an address of the segment, or the segment another prefix.',
    'linux.name-twice': 'Two interfaces of {machine} are called {name}. Give one of them another name.',
    'linux.prefix-twice': 'Two interfaces of {machine} are in the prefix {prefix}, so only one of them is used for it. Give one of them an address of another prefix.',
    'linux.address-nowhere': 'The address {address} of {machine} is on none of its interfaces. Add it to one of them.',
    'linux.unknown-device': '{machine} has no interface {device}. It has {known}.',
    'linux.route-nowhere': 'A route of {machine} has neither a gateway nor a device, so it leads nowhere. Give it one of them, or make it a blackhole.',
    'linux.onlink-without-device': 'The gateway {via} of {machine} is said to be on-link, but not on which device. Name the device.',
    'linux.gateway-off-wire': 'The gateway {via} is on none of the wires of {machine}, so the route is refused. Choose a gateway on one of its prefixes, or name the device and make it on-link.',
    'linux.route-twice': '{machine} has two routes to {prefix} with the same metric in table {table}; the second is refused. Give one another metric, or make one route with several next hops.',
    'linux.nat-at-wrong-hook': '{action} of {machine} cannot stand at {hook}: destinations change before routing, sources after it. Choose another hook.',
    'linux.nat-without-target': '{action} of {machine} does not say into what it translates. Fill in {lacks}; netmap also needs exactly one prefix that it replaces.',
  },
  problems: both(checkMachine),
  contribute: {
    place: both(place),
    connect: both(connect),
    route: both(context => [...machineRoutes(context), ...policyRules(context), ...bgpSpeaker(context), ...ospfRouter(context)]),
    translate: both(context => [...markings(context), ...translations(context)]),
    filter: both(machineFilters),
  },
})

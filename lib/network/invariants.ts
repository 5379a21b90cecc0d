import type { Device } from './device'
import type { PacketMatch } from './match'
import type { Network } from './network'
import type { NextHop } from './route'
import { conditionsMissing, nameServiceMissing, routingMissing } from './invariants-services'

/**
 * What in a Network names something that is not there, one line each: an interface without its link, a route out of an interface that its
 * device does not have, a rule that matches an unknown set, a speaker without a device, a name server that watches an unknown cluster.
 *
 * Empty for every Network that compile makes, whatever the design (compile leaves out what names nothing).
 */
export function danglingReferences(network: Network): readonly string[] {
  return [
    ...[...network.devices.values()].flatMap(device => deviceMissing(network, device)),
    ...[...network.links.values()].flatMap(link => link.apart.flat().filter(id => !everyInterface(network).has(id)).map(id => `link ${link.id} keeps apart the unknown interface ${id}`)),
    ...routingMissing(network), ...conditionsMissing(network), ...nameServiceMissing(network),
  ]
}

const known = new WeakMap<Network, ReadonlySet<string>>()

function everyInterface(network: Network): ReadonlySet<string> {
  const found = known.get(network) ?? new Set([...network.devices.values()].flatMap(device => device.interfaces.map(item => item.id)))
  known.set(network, found)
  return found
}

function deviceMissing(network: Network, device: Device): readonly string[] {
  const interfaces = new Set<string>(device.interfaces.map(item => item.id))
  const tables = new Set<string>(device.tables.map(table => table.id))
  const on = `device ${device.id}`
  return [
    ...device.interfaces.filter(item => !network.links.has(item.link)).map(item => `interface ${item.id} is on the unknown link ${item.link}`),
    ...device.tables.flatMap(table => [...table.routes, ...table.withheld.map(({ route }) => route)].flatMap(route => [
      ...hopMissing(route.nextHop, interfaces).map(id => `table ${table.id} routes out of the unknown interface ${id}`),
      ...missing(route.requires, network.conditions).map(id => `table ${table.id} requires the unknown condition ${id}`),
    ])),
    ...device.policyRules.flatMap(rule => [
      ...(tables.has(rule.table) ? [] : [`${on} has a policy rule for the unknown table ${rule.table}`]),
      ...matchMissing(network, interfaces, rule.match).map(what => `${on} has a policy rule that matches ${what}`),
    ]),
    ...(device.markings ?? []).flatMap(marking => matchMissing(network, interfaces, marking.match).map(what => `marking ${marking.id} matches ${what}`)),
    ...holders(device).flatMap(({ nat, filters }) => [
      ...nat.flatMap(rule => [
        ...matchMissing(network, interfaces, rule.match).map(what => `translation ${rule.id} matches ${what}`),
        ...(rule.action.type === 'destination' ? rule.action.targets : []).flatMap(target => missing(target.requires, network.conditions)).map(id => `translation ${rule.id} requires the unknown condition ${id}`),
      ]),
      ...filters.flatMap(filter => [
        ...filter.rules.flatMap(rule => matchMissing(network, interfaces, rule.match).map(what => `filter ${filter.id}, rule ${rule.name} matches ${what}`)),
        ...(filter.ruleSets ?? []).map(set => `filter ${filter.id} still names the rule set ${set}`),
      ]),
    ]),
  ]
}

/** Where translations and filters stand: on the device, and on the ports of its interfaces. */
const holders = (device: Device) => [device, ...device.interfaces.flatMap(item => item.port ?? [])]

const hopMissing = (hop: NextHop, interfaces: ReadonlySet<string>): readonly string[] =>
  'interfaceId' in hop && hop.interfaceId !== undefined && !interfaces.has(hop.interfaceId) ? [hop.interfaceId] : []

const missing = <Id extends string>(id: Id | undefined, map: ReadonlyMap<Id, unknown>): readonly Id[] => id === undefined || map.has(id) ? [] : [id]

function matchMissing(network: Network, interfaces: ReadonlySet<string>, match: PacketMatch): readonly string[] {
  const sets = [...match.sources?.sets ?? [], ...match.destinations?.sets ?? []]
  return [
    ...sets.filter(set => !network.addressSets.has(set)).map(set => `the unknown address set ${set}`),
    ...[...match.inInterfaces ?? [], ...match.outInterfaces ?? []].filter(id => !interfaces.has(id)).map(id => `the unknown interface ${id}`),
  ]
}

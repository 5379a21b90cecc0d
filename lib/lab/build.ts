import type { Device, Interface } from '@/lib/network/device'
import type { Network } from '@/lib/network/network'
import { addressesOfInterest, membersByLink, type Member } from './addresses'
import { deviceLimits, linkLimits, quotingLimits, tooBigLimits } from './limits'
import { macOf, nameEverything, type LabNames } from './names'
import { neighboursOf } from './neighbours'
import { clampChains, downTable, isDown, markingChains, silenceChains } from './nft/conduct'
import { filterChains } from './nft/filters'
import { standsAlone } from './nft/ports'
import { draftTable } from './nft/table'
import { translationChains } from './nft/translations'
import type { Capabilities, LabInterface, LabNamespace, LabPlan, LabQuestion, LabRoute, NftTable, VxlanDevice } from './plan'
import { listenersOf, probesOf } from './probes'
import { routesOf } from './routes'
import { rulesOf } from './rules'
import { deviceSysctls } from './sysctls'
import { carried, kernelVxlan, substitute, tunnelLimits } from './tunnels'
import { inOrderOfArrival } from './wire-order'
import { planLink } from './wires'

/**
 * The plan of a lab: a namespace per device, wires and bridges for links, and everything in the Network that a packet can feel, in the
 * kernel's own terms. Pure and deterministic.
 *
 * It reads what the Network says, never what the simulator makes of it: the two must agree by being right, not by sharing code.
 */
export function plan(network: Network, questions: readonly LabQuestion[], capabilities: Capabilities): LabPlan {
  const names = nameEverything(network)
  const members = membersByLink(network)
  const links = [...network.links.values()]
  const wired = links.filter(link => link.kind !== 'tunnel' && (members.get(link.id)?.length ?? 0) > 0).map(link => planLink(link, members.get(link.id) ?? [], network, names))
  const tunnels = links.filter(link => link.kind === 'tunnel').map(link => {
    const ends = members.get(link.id) ?? []
    return { ends, vxlan: kernelVxlan(ends, link, one => links.indexOf(one) + 1, capabilities) }
  })
  const ends = new Map<string, LabInterface>([
    ...wired.flatMap(link => [...link.ends]),
    ...tunnels.flatMap(({ ends, vxlan }) => ends.map((member): [string, LabInterface] => [member.item.id, tunnelEnd(member, vxlan?.get(member.item.id), names)])),
  ])
  const facts: Facts = { network, names, members, ends, ipv6: usesIpv6(network, questions), addresses: addressesOfInterest(network, questions) }
  const userTunnels = tunnels.filter(({ vxlan }) => vxlan === null).flatMap(tunnel => tunnel.ends)
  const everybody = [...members.values()].flat()
  const trueMtu = (device: Device): boolean => device.interfaces.every(item => ends.get(item.id)?.mtuBytes === item.mtuBytes) && device.tables.every(({ routes }) => routes.every(({ mtuBytes }) => mtuBytes === undefined))
  const namespaces = [...[...network.devices.values()].map(device => deviceNamespace(device, facts)), ...wired.flatMap(link => link.namespaces)]
  return {
    namespaces,
    wires: inOrderOfArrival(wired.flatMap(link => link.wires), namespaces),
    tunnels: userTunnels.flatMap(member => member.item.tunnel ? [carried(member, member.item.tunnel, names)] : []),
    listeners: listenersOf(network, questions, names, { sctp: capabilities.sctp, trueMtu }),
    probes: probesOf(network, questions, names, { sctp: capabilities.sctp, trueMtu }),
    substitutes: userTunnels.map(substitute),
    errorsNotRun: [...network.devices.values()].flatMap(quotingLimits),
    tooBigNotRun: [...network.devices.values()].flatMap(tooBigLimits),
    notRun: [
      ...[...network.devices.values()].flatMap(device => deviceLimits(device, network, capabilities)),
      ...links.flatMap(link => linkLimits(members.get(link.id) ?? [], link.kind)),
      ...everybody.flatMap(member => tunnelLimits(member, network, capabilities)),
    ],
  }
}

interface Facts {
  readonly network: Network
  readonly names: LabNames
  readonly members: ReturnType<typeof membersByLink>
  readonly ends: ReadonlyMap<string, LabInterface>
  readonly ipv6: boolean
  readonly addresses: ReturnType<typeof addressesOfInterest>
}

const tunnelEnd = ({ item }: Member, vxlan: VxlanDevice | undefined, names: LabNames): LabInterface =>
  ({ name: names.interface(item.id), mac: macOf(names.number(item.id)), mtuBytes: item.mtuBytes, resolves: vxlan !== undefined, kind: vxlan ?? 'tun' })

const usesIpv6 = (network: Network, questions: readonly LabQuestion[]): boolean =>
  questions.some(({ flow }) => flow.destination.includes(':')) || [...network.devices.values()].some(device => device.interfaces.some(item => item.addresses.some(({ address }) => address.includes(':'))))

function deviceNamespace(device: Device, facts: Facts): LabNamespace {
  const { network, names, ends, members, addresses } = facts
  /** The interface's own MTU, where the wire carries more for the sake of its other end. */
  const smaller = (item: Interface) => item.mtuBytes < (ends.get(item.id)?.mtuBytes ?? 0) ? item.mtuBytes : undefined
  const own = (kind: 'wired' | 'all') => device.interfaces.flatMap(item => { const end = ends.get(item.id); return end && (kind === 'all' || end.kind === 'veth') ? [{ item, end }] : [] })
  const routes = routesOf(device, network, names, smaller)
  return {
    name: names.device(device.id), purpose: 'device', device: device.id,
    sysctls: deviceSysctls(device, names, { ipv6: facts.ipv6, ipv6Mtu: smaller, strictTcp: network.trackers.get(device.tracker)?.unknownAck === 'invalid' }),
    interfaces: own('all').map(({ end }) => end),
    addresses: device.interfaces.flatMap(item => item.addresses.map(({ address, length }) => ({ interface: names.interface(item.id), address, length }))),
    neighbours: own('all').flatMap(({ item, end }) => {
      const link = network.links.get(item.link)
      return link && end.resolves ? neighboursOf({ device, item }, link, members.get(item.link) ?? [], ends, addresses) : []
    }),
    rules: rulesOf(device, network, names).filter(rule => rule.version === 4 || facts.ipv6), routes,
    nft: rulesets(device, routes, facts),
    boundary: own('wired').filter(({ item }) => !item.port || !standsAlone(item.port)).map(({ end }) => ({ interface: end.name, mac: end.mac })),
  }
}

function rulesets(device: Device, routes: readonly LabRoute[], { network, names }: Facts): readonly NftTable[] {
  const wording = { network, names }
  const table = draftTable('inet', 'podway')
  markingChains(device, table, wording, () => 1)
  filterChains(device, table, wording)
  translationChains(device, table, wording)
  clampChains(device, table, names)
  silenceChains(device, table, { names, routes })
  const down = draftTable('netdev', 'down')
  downTable(device.interfaces.filter(item => isDown(device, item, network)).map(item => names.interface(item.id)), down)
  return [table.finish(), down.finish()].flatMap(one => one ?? [])
}

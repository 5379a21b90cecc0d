import type { Interface, Link } from '@/lib/network/device'
import type { Network } from '@/lib/network/network'
import { keptApart, type Member } from './addresses'
import { macOf, type LabNames } from './names'
import { portTables, standsAlone } from './nft/ports'
import { draftTable } from './nft/table'
import { bridgeSysctls } from './sysctls'
import type { LabInterface, LabNamespace, Wire, WireEnd } from './plan'

/** The namespaces of one link (ports and the segment), the wires between them, and each member's end in its own device. */
export interface LinkPlan { readonly namespaces: readonly LabNamespace[]; readonly wires: readonly Wire[]; readonly ends: ReadonlyMap<Interface['id'], LabInterface> }

const PORT_IN = 0x4000
const PORT_OUT = 0x8000
const SEGMENT = 0xc000

/** Alone with one other member, or on a line: then the two are wired to each other. Otherwise a bridge in a namespace stands between. */
const isDirect = (link: Link, members: readonly Member[]): boolean => members.length === 2 && link.apart.length === 0

/**
 * On a point-to-point link a packet goes to the other end, whatever its next hop: both ends have the same Ethernet address and resolve
 * nothing, so the kernel addresses every frame to that.
 */
export function planLink(link: Link, members: readonly Member[], network: Network, names: LabNames): LinkPlan {
  const mtuBytes = Math.max(...members.map(({ item }) => item.mtuBytes))
  const resolves = link.kind !== 'point-to-point' || members.length !== 2
  const mac = (member: Member) => macOf(names.number(resolves ? member.item.id : (members[0] as Member).item.id))
  const ports = members.flatMap(member => member.item.port && standsAlone(member.item.port) ? [portOf(member, { mtuBytes, mac: mac(member), resolves }, network, names)] : [])
  const outer = (member: Member): WireEnd => ports.find(port => port.member === member)?.outer ?? { namespace: names.device(member.device.id), interface: names.interface(member.item.id), mac: mac(member) }
  const [a, b] = members
  const between = isDirect(link, members) && a && b
    ? { namespaces: [], wires: [{ ends: [outer(a), outer(b)] as const, mtuBytes }] }
    : segmentOf(link, members, { mtuBytes, outer }, names)
  return {
    namespaces: [...ports.map(port => port.namespace), ...between.namespaces],
    wires: [...ports.map(port => port.wire), ...between.wires],
    ends: new Map(members.map(member => [member.item.id, { name: names.interface(member.item.id), mac: mac(member), mtuBytes, resolves, kind: 'veth' }])),
  }
}

interface LinkFacts { readonly mtuBytes: number; readonly mac: string; readonly resolves: boolean }

function portOf(member: Member, { mtuBytes, mac, resolves }: LinkFacts, network: Network, names: LabNames) {
  const { device, item } = member
  const own = names.interface(item.id)
  const name = `p${names.number(item.id)}`
  const inner = { name: `${own}i`, mac: macOf(PORT_IN + names.number(item.id)) }
  const outer = { name: `${own}o`, mac: macOf(PORT_OUT + names.number(item.id)) }
  const bridge = `${own}b`
  const side = (end: typeof inner): LabInterface => ({ ...end, mtuBytes, resolves, bridge, kind: 'veth' })
  const tables = item.port ? portTables(item, item.port, { device: inner.name, segment: outer.name }, { network, names }) : []
  const namespace: LabNamespace = { ...emptyNamespace(name, 'port'), device: device.id, interfaces: [side(inner), side(outer)], bridge, nft: tables, boundary: [{ interface: outer.name, mac }] }
  return {
    member, namespace, outer: { namespace: name, interface: outer.name, mac: outer.mac } satisfies WireEnd,
    wire: { ends: [{ namespace: names.device(device.id), interface: own, mac }, { namespace: name, interface: inner.name, mac: inner.mac }], mtuBytes } satisfies Wire,
  }
}

function segmentOf(link: Link, members: readonly Member[], { mtuBytes, outer }: { readonly mtuBytes: number; readonly outer: (member: Member) => WireEnd }, names: LabNames): Pick<LinkPlan, 'namespaces' | 'wires'> {
  const name = names.segment(link.id)
  const end = (member: Member): WireEnd => ({ namespace: name, interface: `${names.interface(member.item.id)}s`, mac: macOf(SEGMENT + names.number(member.item.id)) })
  const bridge = `${name}b`
  const interfaces = members.map((member): LabInterface => ({ name: end(member).interface, mac: end(member).mac, mtuBytes, resolves: true, bridge, kind: 'veth' }))
  return {
    namespaces: [{ ...emptyNamespace(name, 'segment'), interfaces, bridge, nft: apartTable(link, members, member => end(member).interface) }],
    wires: members.map(member => ({ ends: [outer(member), end(member)], mtuBytes })),
  }
}

/** Members in different groups do not hear each other. */
function apartTable(link: Link, members: readonly Member[], nameOf: (member: Member) => string): LabNamespace['nft'] {
  const table = draftTable('bridge', 'apart')
  const pairs = members.flatMap(a => members.filter(b => b !== a && keptApart(link, a.item.id, b.item.id)).map(b => `iifname "${nameOf(a)}" oifname "${nameOf(b)}" ${table.counted(`${a.item.id} apart from ${b.item.id}`)} drop`))
  table.chain({ name: 'apart', base: { type: 'filter', hook: 'forward', priority: 0 }, rules: pairs })
  const finished = table.finish()
  return finished ? [finished] : []
}

const emptyNamespace = (name: string, purpose: 'port' | 'segment'): LabNamespace =>
  ({ name, purpose, device: null, sysctls: bridgeSysctls(purpose), interfaces: [], addresses: [], neighbours: [], rules: [], routes: [], nft: [], boundary: [] })

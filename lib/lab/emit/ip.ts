import { formatCidr } from '@/lib/net/cidr'
import { ip, versionOf, type IpVersion } from '@/lib/net/ip-address'
import type { LabInterface, LabNamespace, LabNeighbour, LabPlan, LabRoute, LabRule, Wire } from '@/lib/lab/plan'

/** How a namespace is called on the machine: names in a plan are short, a run puts its own word before them. */
export type NameOf = (namespace: string) => string

/** Lines for one `ip -batch -` that makes all namespaces, and one that takes them away. */
export const addNamespaces = (plan: LabPlan, nameOf: NameOf): readonly string[] => plan.namespaces.map(({ name }) => `netns add ${nameOf(name)}`)
export const deleteNamespaces = (plan: LabPlan, nameOf: NameOf): readonly string[] => plan.namespaces.map(({ name }) => `netns del ${nameOf(name)}`)

/** All wires at once, each end made where it belongs, so that nothing has to be moved. */
export const addWires = ({ wires }: LabPlan, nameOf: NameOf): readonly string[] => wires.map((wire, at) => wireLine(wire, at, nameOf))

/**
 * Every end has an index of its own: the kernel tells an interface from its peer by index alone, and takes up to a second longer to see that
 * a link is up where the two are equal (net/core/link_watch.c, linkwatch_urgent_event).
 */
function wireLine({ ends: [a, b], mtuBytes }: Wire, at: number, nameOf: NameOf): string {
  const end = ({ interface: name, mac, namespace }: typeof a, index: number) => `${name} index ${index} address ${mac} mtu ${mtuBytes} netns ${nameOf(namespace)}`
  return `link add name ${end(a, FIRST_INDEX + 2 * at)} type veth peer name ${end(b, FIRST_INDEX + 2 * at + 1)}`
}

const FIRST_INDEX = 100

/** What is done inside one namespace, in an order in which each line finds what it names. */
export function insideLines(namespace: LabNamespace): readonly string[] {
  return [
    'link set dev lo up',
    ...(namespace.bridge === undefined ? [] : [`link add name ${namespace.bridge} type bridge mcast_snooping 0`, `link set dev ${namespace.bridge} up`]),
    ...namespace.interfaces.flatMap(item => interfaceLines(item, namespace.purpose)),
    ...namespace.addresses.map(({ interface: name, address, length }) => `address add ${address}/${length} dev ${name} noprefixroute${versionOf(address) === 6 ? ' nodad' : ''}`),
    ...namespace.neighbours.map(neighbourLine),
    ...anyNeighbourLines(namespace),
    ...namespace.routes.flatMap(routeLine),
    ...namespace.rules.filter(rule => rule.version === 4).map(ruleLine),
  ]
}

/** Policy rules of IPv6, for an `ip -6 -batch -` of their own: a batch takes no `-6`, and a rule does not show its family. */
export const ipv6RuleLines = ({ rules }: LabNamespace): readonly string[] => rules.filter(rule => rule.version === 6).map(ruleLine)

function interfaceLines(item: LabInterface, purpose: LabNamespace['purpose']): readonly string[] {
  const { name, mac, mtuBytes } = item
  const generated = item.resolves ? [] : [`link set dev ${name} addrgenmode none`]
  const made = item.kind === 'tun' ? [`tuntap add dev ${name} mode tun`, `link set dev ${name} mtu ${mtuBytes}`] : item.kind === 'veth' ? [] : [vxlanLine(item, item.kind.vxlan)]
  const joined = item.bridge === undefined ? [] : [`link set dev ${name} master ${item.bridge}`, ...(purpose === 'port' ? [`link set dev ${name} type bridge_slave learning off`] : [])]
  const silent = item.kind === 'veth' && !item.resolves ? ' arp off' : ''
  // A large TCP segment is sent as the segments it stands for, so that every observer counts the same packets.
  const segments = item.kind === 'veth' && purpose === 'device' ? ' gso_max_segs 1' : ''
  return [...made, ...joined, ...(item.kind === 'veth' && purpose === 'device' ? generated : []), `link set dev ${name}${silent}${segments} up`, ...(item.kind === 'veth' ? [] : [`link set dev ${name} address ${mac}`].filter(() => item.kind !== 'tun'))]
}

function vxlanLine({ name, mac, mtuBytes }: LabInterface, { id, local, remote, port, sourcePort, df }: Exclude<LabInterface['kind'], string>['vxlan']): string {
  const ports = sourcePort === 'same' ? ` srcport ${port} ${port + 1}` : ' srcport 61000 65000'
  return `link add name ${name} address ${mac} mtu ${mtuBytes} type vxlan id ${id} local ${local} remote ${remote} dstport ${port}${ports} df ${df} ttl 64 nolearning`
}

const neighbourLine = ({ interface: name, address, mac }: LabNeighbour): string => `neighbour add ${address} lladdr ${mac} dev ${name} nud permanent`

/** Routes of one prefix and different metrics stand beside each other; `append` lets equal ones too. */
function routeLine({ table, prefix, type, nextHops, metric, source, mtuBytes }: LabRoute): readonly string[] {
  const hop = ({ via, interface: name }: LabRoute['nextHops'][number]) => `${via === undefined ? '' : `via ${versionOf(via) === 6 && versionOf(prefix.address) === 4 ? 'inet6 ' : ''}${via} `}dev ${name}${via === undefined ? '' : ' onlink'}`
  const [first, ...others] = nextHops
  const head = `route append ${type === 'unicast' ? '' : `${type} `}${formatCidr(prefix)} table ${table} metric ${metric}`
  const tail = `${source === undefined ? '' : ` src ${source}`}${mtuBytes === undefined ? '' : ` mtu ${mtuBytes}`}`
  if (!first) return [`${head}${tail}`]
  return others.length === 0 ? [`${head}${tail} ${hop(first)}`] : [`${head}${tail} ${nextHops.map(one => `nexthop ${hop(amongSeveral(one, versionOf(prefix.address)))}`).join(' ')}`]
}

/** IPv6 takes no next hop without an address among several; a line or a tunnel does not look at it. */
const amongSeveral = (hop: LabRoute['nextHops'][number], version: IpVersion): LabRoute['nextHops'][number] => version === 6 && hop.via === undefined ? { ...hop, via: ANY_NEIGHBOUR } : hop

const ANY_NEIGHBOUR = ip('fe80::1')

/** A VXLAN device does look: whatever is sent to that next hop is for its other end as well. */
function anyNeighbourLines({ interfaces, neighbours, routes }: LabNamespace): readonly string[] {
  if (!routes.some(({ prefix, nextHops }) => versionOf(prefix.address) === 6 && nextHops.length > 1)) return []
  return interfaces.filter(({ kind }) => typeof kind !== 'string').flatMap(({ name }) => {
    const other = neighbours.find(neighbour => neighbour.interface === name)
    return other ? [neighbourLine({ ...other, address: ANY_NEIGHBOUR })] : []
  })
}

/**
 * A VXLAN device sends multicast reports as soon as it is up, before the other namespaces stand: what was asked for them then is forgotten,
 * or it would be asked again after a whole second only (the default of retrans_time_ms, which a request keeps that has begun with it).
 */
export const unaskLines = ({ interfaces }: LabNamespace): readonly string[] =>
  interfaces.some(({ kind }) => typeof kind !== 'string') ? interfaces.filter(({ kind, resolves }) => kind === 'veth' && resolves).map(({ name }) => `neigh flush dev ${name}`) : []

function ruleLine(rule: LabRule): string {
  const words = [
    'rule add', `priority ${rule.priority}`, rule.from ? `from ${formatCidr(rule.from)}` : 'from all',
    ...(rule.to ? [`to ${formatCidr(rule.to)}`] : []), ...(rule.inInterface === undefined ? [] : [`iif ${rule.inInterface}`]),
    ...(rule.mark ? [`fwmark ${rule.mark.value}/${rule.mark.mask}`] : []), ...(rule.protocol === undefined ? [] : [`ipproto ${rule.protocol}`]),
    ...(rule.sourcePorts === undefined ? [] : [`sport ${rule.sourcePorts}`]), ...(rule.ports === undefined ? [] : [`dport ${rule.ports}`]),
    typeof rule.action === 'string' ? rule.action : `table ${rule.action.table}`,
    ...(rule.suppressPrefixLength === undefined ? [] : [`suppress_prefixlength ${rule.suppressPrefixLength}`]),
  ]
  return words.join(' ')
}

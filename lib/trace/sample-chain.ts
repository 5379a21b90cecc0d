import { elementId } from '@/lib/net/element-id'
import { ip } from '@/lib/net/ip-address'
import { PROTOCOLS } from '@/lib/net/protocol'
import type { Device, Link } from '@/lib/network/device'
import type { Filter, FilterAction, FilterRule } from '@/lib/network/filter'
import type { Flow } from '@/lib/network/flow'
import type { Marking } from '@/lib/network/marking'
import type { PacketMatch } from '@/lib/network/match'
import { deviceOf, filterOf, tableOf } from '@/lib/network/names'
import type { NatRule } from '@/lib/network/nat-rule'
import type { Network } from '@/lib/network/network'
import type { PolicyRule, RouteTable } from '@/lib/network/route'
import { converse } from './conversation'
import { sampleNetwork, sampleRoute, type SampleDevice } from './sample'

/*
 * What tests of the pipeline's rules are made of: a client, a router and a server, IPv4 and IPv6, and short words for rules.
 */

const FROM = elementId('rule')

/** client 192.0.2.10 — router — server 198.51.100.20, which listens on port 80; the same in 2001:db8:1::/64 and 2001:db8:2::/64. */
export function chain({ client = {}, router = {}, server = {} }: { client?: Partial<SampleDevice>; router?: Partial<SampleDevice>; server?: Partial<SampleDevice> } = {}, more: readonly SampleDevice[] = [], links: Readonly<Record<string, Partial<Link>>> = {}): Network {
  return sampleNetwork([
    { id: 'client', interfaces: { eth0: 'lan 192.0.2.10/24 2001:db8:1::10/64' }, routes: ['0.0.0.0/0 via 192.0.2.1', '::/0 via 2001:db8:1::1'], ...client },
    { id: 'router', interfaces: { lan: 'lan 192.0.2.1/24 2001:db8:1::1/64', wan: 'wan 198.51.100.1/24 2001:db8:2::1/64' }, ...router },
    { id: 'server', interfaces: { eth0: 'wan 198.51.100.20/24 2001:db8:2::20/64' }, routes: ['0.0.0.0/0 via 198.51.100.1', '::/0 via 2001:db8:2::1'], listens: [80], ...server },
    ...more,
  ], links)
}

/** From the client to the server's port 80, small, not to be fragmented. */
export const flow = (change: Partial<Flow> = {}): Flow =>
  ({ device: deviceOf('client'), destination: ip('198.51.100.20'), protocol: PROTOCOLS.tcp, destinationPort: 80, sizeBytes: 64, dontFragment: true, ...change })
export const udp = (change: Partial<Flow> = {}): Flow => flow({ protocol: PROTOCOLS.udp, ...change })
export const ping = ({ destinationPort: _none, ...change }: Partial<Flow> = {}): Flow => {
  const { destinationPort: _port, ...rest } = flow({ protocol: PROTOCOLS.icmp, dontFragment: false, ...change })
  return rest
}
export const overV6 = (asked: Flow): Flow => ({ ...asked, destination: ip('2001:db8:2::20'), protocol: asked.protocol === PROTOCOLS.icmp ? PROTOCOLS.icmpv6 : asked.protocol })

export const changed = (edit: Partial<Device>) => ({ change: (device: Device): Device => ({ ...device, ...edit }) })

/** Tables beside main, each with routes as a test writes them, and the rules that lead there. */
export const policy = (id: string, tables: Readonly<Record<string, readonly string[]>>, rules: readonly Partial<PolicyRule>[]) => ({
  change: (device: Device): Device => ({
    ...device,
    tables: [...device.tables, ...Object.entries(tables).map(([name, routes]): RouteTable => ({ id: tableOf(deviceOf(id), name), from: FROM, routes: routes.map(text => sampleRoute(deviceOf(id), text)), withheld: [], ties: 'all' }))],
    policyRules: rules.map((rule, at) => ({ priority: at, match: {}, table: tableOf(deviceOf(id), Object.keys(tables)[0] ?? 'main'), code: 'sample.rule', from: FROM, ...rule })),
  }),
})

export const rule = (match: PacketMatch, action: FilterAction['type'] | Extract<FilterAction, { type: 'reject' }>['answer'], order = 0): FilterRule => ({
  name: String(order), order, match, code: 'filter.denied', from: FROM,
  action: action === 'accept' || action === 'drop' ? { type: action } : { type: 'reject', answer: action === 'reject' ? 'port-unreachable' : action },
})
export const filter = (hook: Filter['hook'], rules: readonly FilterRule[], { stateful = true, otherwise = 'drop' as 'accept' | 'drop', direction = 'in' as 'in' | 'out', id = 'fw' } = {}): Filter => ({
  id: filterOf(id, hook), from: elementId(id), guards: { element: elementId(id), direction }, hook, stateful, rules,
  otherwise: { action: { type: otherwise }, code: 'filter.denied', elements: [elementId(id)] },
  codes: { denied: 'filter.denied', reply: 'filter.reply-ports', hidden: 'nat.hides-source' },
})
export const nat = (hook: NatRule['hook'], action: NatRule['action'], match: PacketMatch = {}): NatRule => ({ id: hook, hook, order: 100, match, action, code: 'sample.nat', from: elementId('nat') })
export const marking = (hook: Marking['hook'], stage: Marking['stage'], action: Marking['action'], match: PacketMatch = {}): Marking =>
  ({ id: `${hook} ${stage}`, hook, stage, order: 0, match, action, code: 'sample.marking', from: FROM })
export const protocol = (number: number, port?: number): PacketMatch => ({ protocols: [{ protocol: number, ...(port === undefined ? {} : { ports: [{ from: port, to: port }] }) }] })

/** What a test compares: how it ended, what the client sees, where it died, and the source seen. */
export function told(network: Network, asked: Flow = flow()) {
  const made = converse(network, asked)
  const end = [...made.forward, ...made.return].find(trace => trace.disposition !== 'accepted') ?? made.return[0]
  return { reachability: made.reachability, clientSees: made.clientSees, disposition: end?.disposition, at: end?.place, sourceSeen: made.accepted[0]?.sourceSeen, by: made.accepted.map(entry => entry.device), why: end?.faults.at(-1)?.why.code ?? end?.undetermined?.code }
}

import * as z from 'zod'
import { parsePortRange } from '@/lib/net/port'
import { addressText, cidrText, idText, text, trafficList } from '@/lib/design/fields'

const device = (title: string, description = '') => idText.meta({ title, description: `${description}${description ? ' ' : ''}An interface of the machine, or a tunnel that ends at it.` })
const tableName = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,30}$/, { error: 'is not a table such as main, 100 or blue' })
const mark = (title: string, description: string) => z.int().min(0).max(0xffff_ffff).meta({ title, description })
const portRange = (title: string, description = '') => z.string().refine(value => parsePortRange(value).ok, { error: 'is not a port or a range of ports such as 1024-65535' }).meta({ title, description })
const hop = { via: addressText('Gateway').optional(), dev: device('Device').optional(), onlink: z.boolean().meta({ title: 'On-link', description: 'Pretend that the gateway is on the wire of the device.' }).optional() }

/** Source: ip-route(8). */
const route = z.strictObject({
  to: cidrText('Destination'),
  type: z.enum(['unicast', 'blackhole', 'unreachable', 'prohibit', 'throw']).meta({ title: 'Type', description: 'blackhole drops in silence, unreachable and prohibit refuse, throw leaves the table.' }).optional(),
  ...hop,
  nexthops: z.array(z.strictObject(hop)).min(2).max(16).meta({ title: 'Next hops', description: 'Several equal ways (ECMP) instead of one.' }).optional(),
  src: addressText('Source', 'The address that packets of this machine get on this way.').optional(),
  mtu: z.int().min(68).max(65535).meta({ title: 'MTU', unit: 'bytes', description: 'Of the path, where it is smaller than the device takes.' }).optional(),
  metric: z.int().min(0).max(0xffff_ffff).meta({ title: 'Metric', description: 'Of routes to one prefix the lowest wins.' }).optional(),
  table: tableName.meta({ title: 'Table' }).optional(),
})

/** Source: ip-rule(8). The main table comes at 32766. */
const rule = z.strictObject({
  priority: z.int().min(1).max(32765).meta({ title: 'Priority', description: 'The lower number is asked first.' }),
  from: cidrText('From').optional(),
  to: cidrText('To').optional(),
  iif: device('In by', 'lo means what the machine itself sends.').optional(),
  traffic: trafficList.meta({ title: 'Traffic', description: 'Protocol and destination ports (ipproto, dport).' }).optional(),
  fwmark: mark('Mark', 'fwmark').optional(),
  fwmask: mark('Mask', 'Bits of the mark that count; all where it is not said.').optional(),
  table: tableName.meta({ title: 'Table' }),
  suppressPrefixLength: z.int().min(0).max(128).meta({ title: 'Suppress prefix length', description: 'Routes of this length or shorter are passed over; 0 leaves out the default route.' }).optional(),
})

/** What rules of nft look at. Source: nft(8), meta and payload expressions. */
const looksAt = {
  iif: device('In by').optional(),
  oif: device('Out by').optional(),
  saddr: z.array(cidrText('Source')).min(1).max(256).meta({ title: 'Sources' }).optional(),
  daddr: z.array(cidrText('Destination')).min(1).max(256).meta({ title: 'Destinations' }).optional(),
  notSaddr: z.array(cidrText('Source')).min(1).max(256).meta({ title: 'Not these sources', description: 'Taken out of the sources; without any, out of all of their version (saddr !=).' }).optional(),
  notDaddr: z.array(cidrText('Destination')).min(1).max(256).meta({ title: 'Not these destinations', description: 'Taken out of the destinations; without any, out of all of their version (daddr !=).' }).optional(),
  traffic: trafficList.meta({ title: 'Traffic' }).optional(),
  sport: z.array(portRange('Source port')).min(1).max(64).meta({ title: 'Source ports', description: 'Of the protocols of the traffic; TCP and UDP where it names none.' }).optional(),
  mark: mark('Mark', 'meta mark').optional(),
}

const target = z.strictObject({ address: addressText('Address'), port: z.int().min(1).max(65535).meta({ title: 'Port' }).optional() })

/** Source: nft(8), NAT statements. */
const nat = z.strictObject({
  hook: z.enum(['prerouting', 'output', 'postrouting']).meta({ title: 'Hook' }),
  ...looksAt,
  action: z.enum(['accept', 'masquerade', 'snat', 'dnat', 'netmap']).meta({ title: 'Action', description: 'accept: leave as it is. netmap: one to one, both ways: keep the host bits and change the prefix.' }),
  to: z.array(target).min(1).max(64).meta({ title: 'To', description: 'The new source, or the new destinations; several share the connections.' }).optional(),
  prefix: cidrText('Prefix', 'The new prefix of netmap, as long as the one it replaces.').optional(),
  ports: portRange('Source ports', 'Into which snat and masquerade put the source port.').optional(),
})

const state = z.array(z.enum(['new', 'established', 'related', 'invalid', 'untracked'])).min(1).max(5).meta({ title: 'State', description: 'ct state' }).optional()

/** Every match acts, in order. Source: nft(8), meta mark, ct mark, ct zone and notrack statements; iptables-extensions(8) CONNMARK. */
const marking = z.strictObject({
  hook: z.enum(['prerouting', 'forward', 'output']).meta({ title: 'Hook' }),
  ...looksAt,
  state,
  action: z.enum(['mark', 'ct-mark', 'save', 'restore', 'notrack', 'zone']).meta({ title: 'Action', description: 'mark the packet or its connection; save and restore move the mark between them; notrack hides it from connection tracking; zone tracks it in a table of its own.' }),
  set: mark('Value', 'The mark, or the number of the zone.').optional(),
  mask: mark('Mask', 'The bits that change; all where it is not said.').optional(),
})

/** Source: nft(8), verdict and reject statements; conntrack expressions. */
const filterRule = z.strictObject({
  name: text('Name').optional(),
  ...looksAt,
  state,
  verdict: z.enum(['accept', 'drop', 'reject']).meta({ title: 'Verdict' }),
  with: z.enum(['port-unreachable', 'host-unreachable', 'net-unreachable', 'admin-prohibited', 'tcp-reset']).meta({ title: 'Reject with' }).optional(),
})

const chain = (title: string, description: string) => z.strictObject({
  stateful: z.boolean().meta({ title: 'Stateful', description: 'Replies and related errors pass before the rules, packets that fit no connection are dropped (ct state established,related accept; ct state invalid drop).' }).optional(),
  policy: z.enum(['accept', 'drop']).meta({ title: 'Policy', description: 'What happens when no rule matches.' }).optional(),
  rules: z.array(filterRule).max(256).meta({ title: 'Rules', description: 'The first that matches decides.' }).optional(),
}).meta({ title, description }).optional()

/** Of a router with an AS number. Source: RFC 4271; FRRouting user guide, "BGP", `network`, `redistribute`. */
const bgp = z.strictObject({
  networks: z.array(cidrText('Prefix')).max(1000).meta({ title: 'Networks', description: 'Prefixes that it announces.' }).optional(),
  redistribute: z.array(z.enum(['connected', 'static', 'ospf'])).max(3).meta({ title: 'Redistribute', description: 'Routes of the main table that it announces as well.' }).optional(),
  routerId: addressText('Router id').optional(),
  clusterId: addressText('Cluster id', 'Of a route reflector; its router id where it is not said.').optional(),
  localPreference: z.int().min(0).max(0xffff_ffff).meta({ title: 'Local preference', description: 'Of what it learns from other ASes; 100 where it is not said.' }).optional(),
  allowOwnAs: z.int().min(1).max(10).meta({ title: 'Allow own AS', description: 'Takes paths that hold its own AS up to this many times.' }).optional(),
}).meta({ title: 'BGP' })

/** OSPF version 2, for IPv4. Source: RFC 2328 sections 3.1, C.3; FRRouting user guide, "OSPFv2". */
const ospf = z.strictObject({
  interfaces: z.array(z.strictObject({
    dev: device('Device'),
    area: z.int().min(0).max(0xffff_ffff).meta({ title: 'Area', description: '0 is the backbone, where areas meet.' }).optional(),
    cost: z.int().min(1).max(65535).meta({ title: 'Cost', description: 'Of sending out of it; 10 where it is not said.' }).optional(),
    passive: z.boolean().meta({ title: 'Passive', description: 'Announced, but without neighbours.' }).optional(),
  })).max(64).meta({ title: 'Interfaces' }),
  redistribute: z.array(z.enum(['connected', 'static', 'bgp'])).max(3).meta({ title: 'Redistribute', description: 'Routes of the main table that it announces as external ones.' }).optional(),
}).meta({ title: 'OSPF' })

export const schema = z.strictObject({
  forwarding: z.boolean().meta({ title: 'Forwarding', description: 'Whether it passes on what is for others (net.ipv4.ip_forward); routers do, hosts do not, where it is not said.' }).optional(),
  gateways: z.array(addressText('Gateway')).max(4).meta({ title: 'Default gateways', description: 'One for IPv4, one for IPv6.' }).optional(),
  routes: z.array(route).max(1000).meta({ title: 'Routes' }).optional(),
  rules: z.array(rule).max(256).meta({ title: 'Policy rules' }).optional(),
  marks: z.array(marking).max(99).meta({ title: 'Marks', description: 'Before translation and filters: marks for policy rules, zones, what is not tracked.' }).optional(),
  nat: z.array(nat).max(99).meta({ title: 'NAT rules' }).optional(),
  input: chain('Input filter', 'For packets to the machine itself.'),
  forward: chain('Forward filter', 'For packets that pass through.'),
  output: chain('Output filter', 'For packets of the machine itself.'),
  bgp: bgp.optional(),
  ospf: ospf.optional(),
  icmpErrors: z.boolean().meta({ title: 'ICMP errors', description: 'Whether it says so when it cannot deliver or forward; it does where it is not said.' }).optional(),
  srcValidMark: z.boolean().meta({ title: 'Reverse path by mark', description: 'The reverse path filter looks up with the mark (net.ipv4.conf.*.src_valid_mark).' }).optional(),
  tcpLoose: z.boolean().meta({ title: 'Loose TCP tracking', description: 'Whether a segment in the middle of an unknown conversation counts as new (nf_conntrack_tcp_loose); it does where it is not said.' }).optional(),
})
export type Config = z.infer<typeof schema>
export type WrittenRoute = NonNullable<Config['routes']>[number]
export type WrittenMarking = NonNullable<Config['marks']>[number]
export type WrittenNat = NonNullable<Config['nat']>[number]
export type WrittenChain = NonNullable<Config['input']>
export type WrittenFilterRule = NonNullable<WrittenChain['rules']>[number]

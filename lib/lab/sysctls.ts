import type { Device, Interface } from '@/lib/network/device'
import type { LabNamespace } from './plan'
import type { LabNames } from './names'

/**
 * Equal routes by addresses, protocol and ports, read from the packet (policy 3): with policy 1 the kernel takes the hash that the sender's
 * socket has left on the packet, which crosses a veth and changes when TCP sends again. Source: net/ipv4/route.c, fib_multipath_hash.
 */
const hashed = (family: 'ipv4' | 'ipv6') => ({ [`${family}/fib_multipath_hash_policy`]: '3', [`${family}/fib_multipath_hash_fields`]: '55' })

/**
 * What keeps probes from disturbing each other and the kernel from helping: no redirects, no rate limits of errors, quick failure of
 * neighbour resolution, both layers hashed for equal routes. Measured in facts of the lab (docs/lab-notes/lab.md).
 */
const ALWAYS: Readonly<Record<string, string>> = {
  'ipv4/icmp_ratelimit': '0', 'ipv4/icmp_msgs_per_sec': '100000', 'ipv4/icmp_msgs_burst': '100000',
  'ipv4/conf/all/rp_filter': '0', 'ipv4/conf/default/rp_filter': '0', 'ipv4/conf/all/send_redirects': '0', 'ipv4/conf/default/send_redirects': '0',
  'ipv4/conf/all/accept_redirects': '0', 'ipv4/conf/default/accept_redirects': '0', 'ipv4/conf/all/arp_announce': '2',
  ...hashed('ipv4'), 'ipv4/ping_group_range': '0 0',
}

const WITH_IPV6: Readonly<Record<string, string>> = {
  'ipv6/icmp/ratelimit': '0', 'ipv6/conf/all/accept_dad': '0', 'ipv6/conf/default/accept_dad': '0', 'ipv6/conf/default/dad_transmits': '0',
  'ipv6/conf/all/accept_ra': '0', 'ipv6/conf/default/accept_ra': '0', 'ipv6/conf/default/autoconf': '0', 'ipv6/conf/default/router_solicitations': '0',
  'ipv6/conf/all/accept_redirects': '0', 'ipv6/conf/default/accept_redirects': '0',
  ...hashed('ipv6'),
}

const NO_IPV6: Readonly<Record<string, string>> = { 'ipv6/conf/all/disable_ipv6': '1', 'ipv6/conf/default/disable_ipv6': '1' }

type Sysctls = LabNamespace['sysctls']

/** A device: whether it forwards, what it answers, and each interface's reverse-path filter. */
export function deviceSysctls(device: Device, names: LabNames, { ipv6, ipv6Mtu, strictTcp }: { readonly ipv6: boolean; readonly ipv6Mtu: (item: Interface) => number | undefined; /** A segment in the middle of an unknown conversation is invalid (nf_conntrack_tcp_loose off). */ readonly strictTcp: boolean }): Sysctls {
  const forwards = device.forwards ? '1' : '0'
  const quiet = device.notices === 'silent'
  return {
    early: {
      ...ALWAYS, ...(ipv6 ? { ...WITH_IPV6, 'ipv6/conf/all/forwarding': forwards, 'ipv6/conf/default/forwarding': forwards, ...(quiet ? { 'ipv6/icmp/echo_ignore_all': '1' } : {}) } : NO_IPV6),
      'ipv4/ip_forward': forwards, ...(strictTcp ? { 'netfilter/nf_conntrack_tcp_loose': '0' } : {}), ...(quiet ? { 'ipv4/icmp_echo_ignore_all': '1' } : {}),
    },
    late: Object.assign({}, ...device.interfaces.map(item => interfaceSysctls(device, item, names.interface(item.id), { ipv6, ipv6Mtu: ipv6 ? ipv6Mtu(item) : undefined }))) as Record<string, string>,
  }
}

function interfaceSysctls(device: Device, item: Interface, name: string, { ipv6, ipv6Mtu }: { readonly ipv6: boolean; readonly ipv6Mtu: number | undefined }): Record<string, string> {
  return {
    [`ipv4/neigh/${name}/retrans_time_ms`]: '60', ...(ipv6 ? { [`ipv6/neigh/${name}/retrans_time_ms`]: '60' } : {}),
    [`ipv4/conf/${name}/rp_filter`]: String({ off: 0, strict: 1, loose: 2 }[item.reversePathFilter]),
    [`ipv4/conf/${name}/arp_ignore`]: item.answersFor === 'device' ? '0' : '1',
    ...(item.proxyArp ? { [`ipv4/conf/${name}/proxy_arp`]: '1', [`ipv4/neigh/${name}/proxy_delay`]: '1' } : {}),
    ...(device.marksInReversePath ? { [`ipv4/conf/${name}/src_valid_mark`]: '1' } : {}),
    ...(ipv6Mtu === undefined ? {} : { [`ipv6/conf/${name}/mtu`]: String(ipv6Mtu) }),
  }
}

/** A segment's bridge only switches; a port's bridge shows IP packets to the filters. */
export const bridgeSysctls = (purpose: 'segment' | 'port'): Sysctls => {
  const filtered = purpose === 'port' ? '1' : '0'
  return { early: NO_IPV6, late: { 'bridge/bridge-nf-call-iptables': filtered, 'bridge/bridge-nf-call-ip6tables': filtered } }
}

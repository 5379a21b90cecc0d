import type { ClientSees } from '@/lib/network/trace'
import type { RawResult } from '@/lab/raw'

/** What an errno means to the one who asked. Linux turns ICMP errors into these (net/ipv4/icmp.c, icmp_err_convert; net/ipv6/icmp.c). */
const SEEN: Readonly<Record<string, ClientSees>> = {
  // A protocol that nobody there speaks: ICMP protocol unreachable, in IPv6 parameter problem 1 (RFC 1122 section 3.2.2.1, RFC 4443 section 3.4).
  ECONNREFUSED: 'refused', ENOPROTOOPT: 'refused', EPROTO: 'refused', ECONNRESET: 'reset', EPIPE: 'reset', EOF: 'reset', EMSGSIZE: 'too-big', ETIMEDOUT: 'timeout',
  EHOSTUNREACH: 'unreachable', ENETUNREACH: 'unreachable', EACCES: 'unreachable', ENONET: 'unreachable', EHOSTDOWN: 'unreachable', EADDRNOTAVAIL: 'unreachable', EINVAL: 'unreachable',
  // A packet that the device's own filters drop: the kernel tells the sender of a datagram, the packet itself is gone without a word.
  EPERM: 'timeout', ENOBUFS: 'timeout',
}

export const clientSees = ({ client: { sees, errno } }: RawResult): ClientSees =>
  sees === 'ok' || sees === 'timeout' ? sees : SEEN[errno ?? ''] ?? 'unreachable'

/** What the client's socket said, in words. */
export function clientSaid({ client: { sees, errno, icmp, from, mtu } }: RawResult): string {
  const error = icmp ? [`icmp ${icmp.join('/')} from ${from ?? '?'}`] : []
  return [errno ?? sees, ...error, ...(mtu === undefined ? [] : [`mtu ${mtu}`])].join(', ')
}

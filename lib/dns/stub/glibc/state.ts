import type { StubOption, StubResolver } from '@/lib/network/name-server'
import type { Rcode } from '@/lib/network/resolution'
import type { Failure } from '@/lib/dns/stub/outcome'
import type { Wire } from '@/lib/dns/stub/wire'

/**
 * What glibc keeps in its resolver state over the queries of one lookup. It is written as the library runs.
 * Source: glibc resolv/bits/types/res_state.h, resolv/res_send.c.
 */
export interface GlibcState {
  readonly resolver: StubResolver
  readonly wire: Wire
  readonly types: readonly ('A' | 'AAAA')[]
  /** How the two questions of a name are sent: a server that answers only one of them changes that for the rest of the lookup. */
  pairing: 'together' | 'in-turn' | 'reopened'
  /** With `rotate`: the server that the next name begins with. */
  offset: number
  /** Of the name in hand: rcode of the message that arrived first (what `hp->rcode` reads), and why it could not be asked. */
  firstRcode: Rcode
  failure: Failure
}

export const hasOption = ({ options }: StubResolver, option: StubOption): boolean => options?.includes(option) ?? false

/** Bytes of a datagram that glibc takes: RFC 1035 section 4.2.1; with edns0 RESOLV_EDNS_BUFFER_SIZE (glibc resolv/resolv-internal.h). */
export const payloadOf = (resolver: StubResolver): number => (hasOption(resolver, 'edns0') ? 1200 : 512)

/** At most three servers. Source: glibc resolv/bits/types/res_state.h MAXNS. */
export const MAX_SERVERS = 3

export function openState(resolver: StubResolver, wire: Wire, types: readonly ('A' | 'AAAA')[]): GlibcState {
  const servers = resolver.nameServers.slice(0, MAX_SERVERS)
  const pairing = hasOption(resolver, 'single-request-reopen') ? 'reopened' : hasOption(resolver, 'single-request') ? 'in-turn' : 'together'
  const asked = hasOption(resolver, 'no-aaaa') ? types.filter(type => type === 'A') : types
  // The first offset of a process is random (res_send.c nameserver_offset).
  const offset = hasOption(resolver, 'rotate') && servers.length > 1 ? wire.choose([0, ...servers.keys()].slice(1) as [number, ...number[]]) : 0
  return { resolver: { ...resolver, nameServers: servers }, wire, types: asked, pairing, offset, firstRcode: 'NOERROR', failure: 'closed' }
}

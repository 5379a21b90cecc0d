import { addressesOf, recordsFor } from '@/lib/dns/response'
import type { Final } from '@/lib/dns/stub/outcome'
import type { Wire } from '@/lib/dns/stub/wire'
import type { StubResolver } from '@/lib/network/name-server'
import { search, type Named } from './search'
import { openState } from './state'

/** Bytes of the buffer that getaddrinfo begins with. Source: glibc include/scratch_buffer.h. */
const BUFFER_BYTES = 1024
/** Bytes of one address in it: struct gaih_addrtuple of nss/nss.h on 64 bits; of IPv4 alone a pointer and the address (struct hostent). */
const [ADDRESS_BYTES, IPV4_ALONE_BYTES] = [40, 12]

/**
 * One lookup by glibc. Addresses that do not fit the buffer are asked for again, the whole walk, with a buffer twice as large. An alias
 * that leads to no address ends the search: there is an answer.
 * Source: glibc sysdeps/posix/getaddrinfo.c gaih_inet, resolv/nss_dns/dns-host.c gaih_getanswer_slice (ERANGE); measured with glibc 2.36.
 */
export function lookUpWithGlibc(asked: string, resolver: StubResolver, types: readonly ('A' | 'AAAA')[], wire: Wire): Omit<Final, 'queries' | 'waitedSeconds' | 'undetermined'> {
  const state = openState(resolver, wire, types)
  if (state.types.length === 0) return { outcome: 'NODATA', error: 'EAI_NONAME', name: asked, records: [] }
  const isIpv4Alone = types.every(type => type === 'A')
  let named = search(state, asked)
  for (let bytes = BUFFER_BYTES; bytesFor(named, isIpv4Alone ? IPV4_ALONE_BYTES : ADDRESS_BYTES) > bytes; bytes *= 2) named = search(state, asked)
  if (named.type === 'failed') return { outcome: named.outcome, error: named.error, name: asked, records: [] }
  const records = recordsFor(named.name, named.records)
  if (addressesOf(records).length > 0) return { outcome: 'NOERROR', error: null, name: named.name, records }
  return { outcome: 'NODATA', error: isIpv4Alone ? 'EAI_NODATA' : 'EAI_NONAME', name: named.name, records }
}

function bytesFor(named: Named, addressBytes: number): number {
  if (named.type === 'failed') return 0
  const addresses = named.records.filter(({ type }) => type === 'A' || type === 'AAAA').length
  return addresses === 0 ? 0 : addresses * addressBytes + named.name.length + 1
}

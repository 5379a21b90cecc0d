import { addressesOf, recordsFor } from '@/lib/dns/response'
import type { Final } from '@/lib/dns/stub/outcome'
import type { Wire } from '@/lib/dns/stub/wire'
import type { StubResolver } from '@/lib/network/name-server'
import { search, type Named } from './search'
import { openState, type GlibcState } from './state'

/**
 * Bytes of the buffer that getaddrinfo begins with, and of one address in it. Source: glibc include/scratch_buffer.h; nss/nss.h struct
 * gaih_addrtuple on 64 bits.
 */
const BUFFER_BYTES = 1024
const ADDRESS_BYTES = 40

/**
 * One lookup by glibc. Addresses that do not fit the buffer are asked for again, the whole walk, with a buffer twice as large.
 * Source: glibc sysdeps/posix/getaddrinfo.c gaih_inet, resolv/nss_dns/dns-host.c gaih_getanswer_slice (ERANGE); measured with glibc 2.36.
 */
export function lookUpWithGlibc(asked: string, resolver: StubResolver, types: readonly ('A' | 'AAAA')[], wire: Wire): Omit<Final, 'queries' | 'waitedSeconds' | 'undetermined'> {
  const state = openState(resolver, wire, types)
  if (state.types.length === 0) return { outcome: 'NODATA', error: 'EAI_NONAME', name: asked, records: [] }
  let named = search(state, asked)
  for (let bytes = BUFFER_BYTES; needs(state, named) > bytes; bytes *= 2) named = search(state, asked)
  if (named.type === 'failed') return { outcome: named.outcome, error: named.error, name: asked, records: [] }
  const records = recordsFor(named.name, named.records)
  if (addressesOf(records).length > 0) return { outcome: 'NOERROR', error: null, name: named.name, records }
  return { outcome: 'NODATA', error: 'EAI_NONAME', name: named.name, records }
}

function needs({ types }: GlibcState, named: Named): number {
  if (named.type === 'failed' || types.length === 1) return 0
  const addresses = named.records.filter(({ type }) => type === 'A' || type === 'AAAA').length
  return addresses === 0 ? 0 : addresses * ADDRESS_BYTES + named.name.length + 1
}

import { describe, expect, it } from 'vitest'
import { elementId } from '@/lib/net/element-id'
import { ip } from '@/lib/net/ip-address'
import { deviceOf, nameServerOf } from '@/lib/network/names'
import type { Rcode } from '@/lib/network/resolution'
import { respond } from '@/lib/dns/response'
import type { Asked } from '@/lib/dns/served'
import { walkResolver } from './walk'

const SERVER = ip('192.0.2.53')
const SEARCH = ['d.example', 's.example']

type Says = Rcode | 'data' | 'timeout' | 'closed'

/** What one server says, as an exchange; `data` is an address. */
function says(name: string, type: 'A' | 'AAAA', what: Says, instance: number): Asked {
  const base = { query: { name, type }, asker: deviceOf('client'), server: SERVER, transport: 'udp', forward: [], return: [], steps: [] } as const
  if (what === 'timeout' || what === 'closed') return { exchange: { ...base, response: null, failure: what === 'closed' ? 'refused' : 'timeout' }, causes: [] }
  const answers = what === 'data' && type === 'A' ? [{ name, type, ttlSeconds: 5, data: '192.0.2.80' } as const] : []
  return { exchange: { ...base, response: respond(what === 'data' ? 'NOERROR' : what, { answers }), answeredBy: { server: nameServerOf('dns'), device: deviceOf(`dns-${instance}`), sourceSeen: SERVER } }, causes: [] }
}

/** Walks with `table` for what is said of names (others NXDOMAIN); several words of one name are several instances. */
function walk(library: 'glibc' | 'musl', name: string, table: Readonly<Record<string, readonly Says[]>>, servers = 1): readonly string[] {
  const resolver = { from: elementId('client'), search: SEARCH, ndots: 2, library, timeoutSeconds: 5, attempts: 2, nameServers: Array.from({ length: servers }, () => SERVER) }
  const { finals, runs } = walkResolver(name, resolver, ['A', 'AAAA'], question => (table[question.name] ?? ['NXDOMAIN']).map((what, at) => says(question.name, question.type, what, at)))
  return [finals.map(({ outcome }) => outcome).join('|'), ...new Set(runs.flatMap(({ queries }) => queries.map(query => query.name)))]
}

/** Rows as measured: facts of the kernel lab, section "Resolver truths"; glibc 2.36, musl 1.2.3. */
describe.each(['glibc', 'musl'] as const)('%s', library => {
  it.each([
    { name: 'fewer dots than ndots: the search list first', of: 'a', table: {}, glibc: ['NXDOMAIN', 'a.d.example', 'a.s.example', 'a'], musl: ['NXDOMAIN', 'a.d.example', 'a.s.example', 'a'] },
    { name: 'ndots dots: the name first, then only glibc searches', of: 'x.y.z', table: {}, glibc: ['NXDOMAIN', 'x.y.z', 'x.y.z.d.example', 'x.y.z.s.example'], musl: ['NXDOMAIN', 'x.y.z'] },
    { name: 'a trailing dot: the name alone', of: 'a.', table: {}, glibc: ['NXDOMAIN', 'a'], musl: ['NXDOMAIN', 'a'] },
    { name: 'NODATA stops musl', of: 'a', table: { 'a.d.example': ['NOERROR'], 'a.s.example': ['data'] }, glibc: ['NOERROR', 'a.d.example', 'a.s.example'], musl: ['NODATA', 'a.d.example'] },
    { name: 'SERVFAIL stops musl', of: 'a', table: { 'a.d.example': ['SERVFAIL'], 'a.s.example': ['data'] }, glibc: ['NOERROR', 'a.d.example', 'a.s.example'], musl: ['SERVFAIL', 'a.d.example'] },
    { name: 'REFUSED skips the rest of the search list', of: 'a', table: { 'a.d.example': ['REFUSED'], 'a.s.example': ['data'], a: ['REFUSED'] }, glibc: ['REFUSED', 'a.d.example', 'a'], musl: ['REFUSED', 'a.d.example'] },
    { name: 'silence skips the rest of the search list', of: 'a', table: { 'a.d.example': ['timeout'], 'a.s.example': ['data'], a: ['timeout'] }, glibc: ['timeout', 'a.d.example', 'a'], musl: ['timeout', 'a.d.example'] },
    { name: 'a closed port ends it', of: 'a', table: { 'a.d.example': ['closed'] }, glibc: ['timeout', 'a.d.example'], musl: ['timeout', 'a.d.example'] },
    { name: 'the name asked first and failed: that is the answer', of: 'x.y.z', table: { 'x.y.z': ['SERVFAIL'] }, glibc: ['SERVFAIL', 'x.y.z', 'x.y.z.d.example', 'x.y.z.s.example'], musl: ['SERVFAIL', 'x.y.z'] },
    { name: 'alternatives are all followed', of: 'a', table: { 'a.d.example': ['data', 'NXDOMAIN'] }, glibc: ['NOERROR|NXDOMAIN', 'a.d.example', 'a.s.example', 'a'], musl: ['NOERROR|NXDOMAIN', 'a.d.example', 'a.s.example', 'a'] },
  ] as readonly { readonly name: string; readonly of: string; readonly table: Readonly<Record<string, readonly Says[]>>; readonly glibc: readonly string[]; readonly musl: readonly string[] }[])('$name', row => {
    expect(walk(library, row.of, row.table)).toEqual(row[library])
  })

  it('no name server at all: nothing answers', () => {
    expect(walk(library, 'a.', {}, 0)[0]).toBe('timeout')
  })
})

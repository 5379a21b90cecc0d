import { describe, expect, it } from 'vitest'
import { elementId } from '@/lib/net/element-id'
import { ip } from '@/lib/net/ip-address'
import { deviceOf, nameServerOf } from '@/lib/network/names'
import type { StubResolver } from '@/lib/network/name-server'
import type { Rcode } from '@/lib/network/resolution'
import { respond } from '@/lib/dns/response'
import { walkResolver } from './walk'
import type { AskServer } from './wire'

/*
 * Rows measured with glibc 2.36 and musl 1.2.3 at scripted servers, unless they name a source; those of musl 1.2.4 after its source.
 */

type Says = Rcode | 'data' | 'silent' | 'closed' | 'truncated' | `many${number}` | 'alias'

const SERVERS = ['192.0.2.53', '192.0.2.54', '192.0.2.55'].map(ip)

/** Servers in order, each with what it says of A and of AAAA; `truncated`: TC in a datagram, data over TCP. */
function asking(servers: readonly (readonly [Says, Says])[]): AskServer {
  return ({ name, type, server, transport }) => {
    const says = servers[SERVERS.indexOf(server)]?.[type === 'A' ? 0 : 1] ?? 'closed'
    const base = { query: { name, type }, asker: deviceOf('client'), server, transport, forward: [], return: [], steps: [] } as const
    if (says === 'silent' || says === 'closed') return [{ exchange: { ...base, response: null, failure: says === 'closed' ? 'refused' : 'timeout' }, causes: [] }]
    const count = says === 'data' || says === 'truncated' ? 1 : says.startsWith('many') ? Number(says.slice(4)) : 0
    const data = type === 'A' ? '192.0.2.' : '2001:db8::'
    const addresses = Array.from({ length: count }, (_, at) => ({ name, type, ttlSeconds: 5, data: `${data}${at + 1}` }))
    const answers = says === 'alias' ? [{ name, type: 'CNAME', ttlSeconds: 5, data: 'nowhere.example' } as const] : addresses
    const rcode = says === 'data' || says === 'truncated' || says === 'alias' || says.startsWith('many') ? 'NOERROR' : says as Rcode
    const response = respond(rcode, { authoritative: true, answers, ...(says === 'truncated' && transport === 'udp' ? { truncated: true } : {}) })
    return [{ exchange: { ...base, response, answeredBy: { server: nameServerOf(server), device: deviceOf(server), sourceSeen: server } }, causes: [] }]
  }
}

interface Row { readonly name: string; readonly servers: readonly (readonly [Says, Says])[]; readonly options?: Partial<StubResolver>; readonly types?: readonly ('A' | 'AAAA')[]; readonly expected: readonly string[] }

/** The outcome or error, then each query as `type@server`, `+` over TCP, of every way. */
function walked(library: StubResolver['library'], { servers, options = {}, types = ['A', 'AAAA'] }: Row): readonly string[] {
  const resolver: StubResolver = { from: elementId('client'), nameServers: SERVERS.slice(0, servers.length), search: [], ndots: 1, timeoutSeconds: 1, attempts: 2, library, ...options }
  return walkResolver('a.example.', resolver, types, asking(servers)).runs
    .map(({ error, queries }) => [error ?? 'found', ...queries.map(({ type, server, transport }) => `${type}@${SERVERS.indexOf(server) + 1}${transport === 'tcp' ? '+' : ''}`)].join(' '))
}

const rows = (library: StubResolver['library'], all: readonly Row[]) => it.each(all)('$name', row => { expect(walked(library, row)).toEqual(row.expected) })

describe('glibc', () => {
  rows('glibc', [
    { name: 'TC: both questions again, over one connection to the same server', servers: [['truncated', 'NOERROR']], expected: ['found A@1 AAAA@1 A@1+ AAAA@1+'] },
    { name: 'use-vc: TCP at once, each server once', servers: [['closed', 'closed'], ['data', 'NOERROR']], options: { options: ['use-vc'] }, expected: ['found A@1+ AAAA@1+ A@2+ AAAA@2+'] },
    { name: 'over TCP any rcode is an answer', servers: [['REFUSED', 'REFUSED'], ['data', 'data']], options: { options: ['use-vc'] }, expected: ['EAI_NONAME A@1+ AAAA@1+'] },
    { name: 'FORMERR is an answer, with edns0 too', servers: [['FORMERR', 'FORMERR'], ['data', 'data']], options: { options: ['edns0'] }, expected: ['EAI_NONAME A@1 AAAA@1'] },
    { name: 'NODATA of one type and SERVFAIL of the other: NODATA', servers: [['SERVFAIL', 'NOERROR'], ['data', 'data']], expected: ['EAI_NODATA A@1 AAAA@1'] },
    { name: 'only AAAA is answered: in turn, where A stays silent', servers: [['silent', 'data']], expected: ['EAI_AGAIN A@1 AAAA@1 A@1 A@1'] },
    { name: 'only A is answered: in turn, then from a fresh socket, then A alone', servers: [['data', 'silent']], expected: ['found A@1 AAAA@1 A@1 AAAA@1 A@1 AAAA@1'] },
    { name: 'single-request: a refusal of the first leaves the second unasked', servers: [['SERVFAIL', 'data']], options: { options: ['single-request'] }, expected: ['EAI_AGAIN A@1 A@1'] },
    { name: 'rotate: any server may be first', servers: [['data', 'data'], ['closed', 'closed']], options: { options: ['rotate'] }, expected: ['found A@1 AAAA@1', 'found A@2 AAAA@2 A@1 AAAA@1'] },
    { name: 'no-aaaa: A alone', servers: [['data', 'data']], options: { options: ['no-aaaa'] }, expected: ['found A@1'] },
    { name: '24 addresses fit the buffer', servers: [['many24', 'NOERROR']], expected: ['found A@1 AAAA@1'] },
    { name: '26 do not: the whole walk again', servers: [['many26', 'NOERROR']], expected: ['found A@1 AAAA@1 A@1 AAAA@1'] },
    { name: 'IPv4 alone has room for 80', servers: [['many80', 'NOERROR']], types: ['A'], expected: ['found A@1'] },
    { name: 'an alias without an address is an answer', servers: [['alias', 'NOERROR']], expected: ['EAI_NONAME A@1 AAAA@1'] },
    { name: 'the same, for IPv4 alone', servers: [['alias', 'NOERROR']], types: ['A'], expected: ['EAI_NODATA A@1'] },
    { name: 'all ports closed', servers: [['closed', 'closed'], ['closed', 'closed']], expected: ['EAI_AGAIN A@1 AAAA@1 A@2 AAAA@2 A@1 AAAA@1 A@2 AAAA@2'] },
  ])
})

describe('musl', () => {
  rows('musl', [
    { name: 'TC: that question over TCP (src/network/res_msend.c)', servers: [['truncated', 'NOERROR']], expected: ['found A@1 AAAA@1 A@1+'] },
    { name: 'NODATA has an error of its own (src/network/lookup_name.c)', servers: [['NOERROR', 'NOERROR']], expected: ['EAI_NODATA A@1 AAAA@1'] },
    { name: 'SERVFAIL is asked again at once, REFUSED is not', servers: [['SERVFAIL', 'REFUSED']], options: { attempts: 1 }, expected: ['EAI_AGAIN A@1 AAAA@1 A@1 A@1 A@1 A@1'] },
    { name: 'servers that differ: whichever is quicker', servers: [['data', 'NOERROR'], ['NXDOMAIN', 'NOERROR']], expected: ['found A@1 A@2 AAAA@1 AAAA@2', 'EAI_NONAME A@1 A@2 AAAA@1 AAAA@2'] },
    { name: 'A denied, AAAA silent: denied', servers: [['NXDOMAIN', 'silent']], expected: ['EAI_NONAME A@1 AAAA@1 AAAA@1'] },
    { name: 'A silent, AAAA denied: no answer', servers: [['silent', 'NXDOMAIN']], expected: ['EAI_AGAIN A@1 AAAA@1 A@1'] },
    { name: 'it knows no options of glibc', servers: [['data', 'NOERROR']], options: { options: ['no-aaaa', 'use-vc'] }, expected: ['found A@1 AAAA@1'] },
  ])
})

describe('musl before 1.2.4', () => {
  rows('musl-before-1.2.4', [
    { name: 'TC: what came is used', servers: [['truncated', 'NOERROR']], expected: ['found A@1 AAAA@1'] },
    { name: 'NODATA is like NXDOMAIN for the application', servers: [['NOERROR', 'NOERROR']], expected: ['EAI_NONAME A@1 AAAA@1'] },
  ])
})

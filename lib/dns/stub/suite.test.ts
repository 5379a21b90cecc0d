import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ip, type IpAddress } from '@/lib/net/ip-address'
import { deviceOf, nameServerOf } from '@/lib/network/names'
import type { Rcode } from '@/lib/network/resolution'
import { isInZone, normaliseName } from '@/lib/dns/names'
import { respond } from '@/lib/dns/response'
import type { Asked } from '@/lib/dns/served'
import { candidatesOf } from './candidates'
import { walkGlibc } from './glibc'
import { walkMusl } from './musl'
import type { AskName } from './walk'

/*
 * What glibc 2.36 and musl 1.2.3 asked and returned, recorded outside the project; skipped where that is missing. Compared: the error,
 * the addresses and the order of names. How often each is asked again and by which transport is not modelled yet.
 */

const PATH = '../shared/suites/resolver/getaddrinfo.json'

interface RecordedLookup {
  readonly id: number; readonly libc: 'glibc' | 'musl'; readonly name: string; readonly family: string; readonly search: string; readonly options: string
  readonly nameservers: readonly string[]; readonly queries: readonly { readonly name: string; readonly type: string }[]; readonly result: { readonly err: string; readonly addrs: readonly string[] }
}
interface Recorded { readonly meta: { readonly modes: { readonly k8s: Readonly<Record<string, readonly string[]>> } }; readonly cases: readonly RecordedLookup[] }

const RCODES: Readonly<Record<string, Rcode>> = { nxdomain: 'NXDOMAIN', nx: 'NXDOMAIN', servfail: 'SERVFAIL', refused: 'REFUSED', formerr: 'FORMERR', notimp: 'NOTIMP', nodata: 'NOERROR' }

type Table = Recorded['meta']['modes']['k8s']

/** What a scripted server answers, as the suite describes its behaviours. */
function scripted(mode: string, name: string, type: 'A' | 'AAAA', table: Table): Rcode | 'timeout' | 'closed' | readonly string[] {
  const [, where, what = ''] = /^(first|a_ok_aaaa)_(.+)$/.exec(mode) ?? []
  if (mode === 'timeout' || mode === 'closed') return mode
  if (where === 'a_ok_aaaa') return type === 'A' ? ['192.0.2.1'] : scripted(what, name, type, table)
  if (where === 'first' && table[name] === undefined && isInZone(name, 'default.svc.cluster.local')) return scripted(what, name, type, table)
  if (mode !== 'k8s' && where === undefined) return RCODES[mode] ?? 'SERVFAIL'
  const known = table[name]
  if (known) return known.filter(address => address.includes(':') === (type === 'AAAA'))
  return Object.keys(table).some(other => other.endsWith(`.${name}`)) ? [] : 'NXDOMAIN'
}

function askedOf(server: IpAddress, name: string, type: 'A' | 'AAAA', what: ReturnType<typeof scripted>): Asked {
  const answers = typeof what === 'string' ? [] : what.map(data => ({ name, type, ttlSeconds: 5, data }))
  const rcode = typeof what === 'string' ? what : 'NOERROR'
  const base = { query: { name, type }, asker: deviceOf('client'), server, transport: 'udp', forward: [], return: [], steps: [] } as const
  if (rcode === 'timeout' || rcode === 'closed') return { exchange: { ...base, response: null, failure: rcode === 'closed' ? 'refused' : 'timeout' }, causes: [] }
  return { exchange: { ...base, response: respond(rcode, { answers }), answeredBy: { server: nameServerOf(server), device: deviceOf(server), sourceSeen: server } }, causes: [] }
}

function run({ libc, name, family, search, options, nameservers }: RecordedLookup, table: Table): { readonly err: string; readonly addrs: readonly string[]; readonly names: readonly string[] } {
  const names = new Set<string>()
  const servers = nameservers.map((_, at) => ip(`127.0.0.${at + 1}`))
  const types = family === 'inet' || (libc === 'glibc' && options.includes('no-aaaa')) ? (['A'] as const) : (['A', 'AAAA'] as const)
  const ask: AskName = (asked, server) => {
    names.add(asked)
    return types.map(type => [askedOf(server, asked, type, scripted(nameservers[servers.indexOf(server)] ?? '', asked, type, table))])
  }
  const ndots = Number(/ndots:(\d+)/.exec(options)?.[1] ?? 1)
  const candidates = candidatesOf(name, { search: search.split(' '), ndots, library: libc })
  const [final] = (libc === 'musl' ? walkMusl : walkGlibc)(candidates, servers, ask)
  const errors: Readonly<Record<string, string>> = { NOERROR: '', NODATA: libc === 'musl' ? 'EAI_NONAME' : 'EAI_NODATA', NXDOMAIN: 'EAI_NONAME' }
  return { err: errors[final?.outcome ?? ''] ?? 'EAI_AGAIN', addrs: (final?.records ?? []).map(({ data }) => data).sort(), names: [...names] }
}

describe('recorded lookups', () => {
  if (!existsSync(PATH)) return it.skip(`needs ${PATH}`, () => undefined)
  const { meta, cases } = JSON.parse(readFileSync(PATH, 'utf8')) as Recorded

  it('holds cases', () => {
    expect(cases.length).toBeGreaterThan(200)
  })

  it.each(cases.filter(({ nameservers, search, queries }) => !nameservers.includes('formerr') && !search.split(' ').includes('.') && queries.every(({ type }) => type !== '?')).map(one => ({ ...one, title: `${one.libc} ${one.id}: ${one.name} at ${one.nameservers.join(', ')}, ${one.options}` })))('$title', one => {
    const names = [...new Set(one.queries.map(query => normaliseName(query.name)))]
    expect(run(one, meta.modes.k8s)).toEqual({ err: one.result.err, addrs: [...one.result.addrs].sort(), names })
  })
})

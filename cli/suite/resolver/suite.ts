import { readJson } from '@/cli/suite/read-json'
import type { Suite, SuiteCase } from '@/cli/suite/suite'
import { elementId } from '@/lib/net/element-id'
import { ok } from '@/lib/net/result'
import { libraryOptions, readResolvConf } from '@/lib/network/resolv-conf/text'
import { walkResolver } from '@/lib/dns/stub/walk'
import type { StubLibrary, StubResolver } from '@/lib/network/name-server'
import { differences } from './compare'
import { resolverForm, type RecordedLookup, type ResolverRecording } from './form'
import { addressOf, exchangeWith, saysAs, type Table } from './scripted'

const TYPES = { unspec: ['A', 'AAAA'], inet: ['A'], inet6: ['AAAA'] } as const

/** What real resolver libraries asked and returned: the same lookups by the engine's. */
export const resolver: Suite = {
  name: 'resolver',
  read: (text, path) => {
    const read = readJson(text, path, resolverForm)
    return read.ok ? ok(read.value.cases.map((recorded): SuiteCase => ({ id: titleOf(recorded), run: () => run(recorded, read.value) }))) : read
  },
}

const titleOf = ({ libc, id, name, nameservers, options }: RecordedLookup): string => `${libc} ${id}: ${name} at ${nameservers.join(', ')}, ${options}`

/** null where some way through the lookup is the recorded one; else what the first way says otherwise. */
function run(recorded: RecordedLookup, { meta }: ResolverRecording): string | null {
  const table: Table = meta.modes.k8s
  const unknown = recorded.nameservers.find(behaviour => saysAs(behaviour, { name: '', type: 'A', server: addressOf(0), transport: 'udp', payloadBytes: 512 }, table) === undefined)
  if (unknown !== undefined) return `Nobody has described the behaviour ${unknown}.`
  const { runs } = walkResolver(recorded.name, resolverOf(recorded, meta.musl), TYPES[recorded.family], question => {
    const behaviour = recorded.nameservers.find((_, at) => addressOf(at) === question.server) ?? ''
    return [exchangeWith(question, saysAs(behaviour, question, table) ?? 'timeout')]
  })
  const all = runs.map(final => differences(recorded, final))
  return all.some(lines => lines.length === 0) ? null : (all[0] ?? []).join('\n')
}

function resolverOf({ libc, search, options, nameservers }: RecordedLookup, musl: string | undefined): StubResolver {
  const text = readResolvConf(`${search === '' ? '' : `search ${search}\n`}options ${options}\n`)
  const searches = text.ok ? text.value.searches : []
  return { from: elementId('client'), nameServers: nameservers.map((_, at) => addressOf(at)), search: searches, library: libraryOf(libc, musl), ...libraryOptions(text.ok ? text.value.options : []) }
}

/** musl got TCP with 1.2.4. */
function libraryOf(libc: RecordedLookup['libc'], musl = ''): StubLibrary {
  const [, minor = '2', patch = '9'] = /^1\.([0-9]+)\.([0-9]+)/.exec(musl) ?? []
  return libc === 'musl' && (Number(minor) < 2 || (Number(minor) === 2 && Number(patch) < 4)) ? 'musl-before-1.2.4' : libc
}

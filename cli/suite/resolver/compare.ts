import { normaliseName } from '@/lib/dns/names'
import type { Final } from '@/lib/dns/stub/outcome'
import { addressesOf } from '@/lib/dns/response'
import { addressOf } from './scripted'
import type { RecordedLookup } from './form'

/** One query in the words that both sides have in common. */
interface Sent { readonly name: string; readonly what: string }

/** What the engine's way through a lookup says otherwise than the recording, line by line. */
export function differences(recorded: RecordedLookup, final: Final): readonly string[] {
  const addresses = addressesOf(final.records).map(({ address }) => String(address)).sort()
  return [
    ...different('error', recorded.result.err || 'success', final.error ?? 'success'),
    ...different('addresses', [...recorded.result.addrs].sort().join(' '), addresses.join(' ')),
    ...recorded.queries.some(({ type }) => type === '?') ? [] : different('queries', groups(recorded, sentAsRecorded(recorded)), groups(recorded, sentByEngine(recorded, final))),
  ]
}

const different = (what: string, recorded: string, engine: string): readonly string[] => (recorded === engine ? [] : [`${what}: recorded ${recorded || 'none'}`, `${what}: engine   ${engine || 'none'}`])

/** The flags of a query are compared for glibc alone. */
const flagsOf = ({ libc }: RecordedLookup, { ad, edns }: { readonly ad: boolean; readonly edns: boolean }): string => (libc === 'glibc' ? `${ad ? '+ad' : ''}${edns ? '+edns' : ''}` : '')

const sentAsRecorded = (recorded: RecordedLookup): readonly Sent[] =>
  recorded.queries.map(({ name, type, ns, proto, ad, edns }) => ({ name: normaliseName(name), what: `${type}@${ns}/${proto}${flagsOf(recorded, { ad: ad ?? false, edns: edns ?? false })}` }))

/** A server that refuses the packet keeps no log. */
function sentByEngine(recorded: RecordedLookup, { queries }: Final): readonly Sent[] {
  return queries.flatMap(({ name, type, server, transport, ad, edns }) => {
    const at = recorded.nameservers.findIndex((_, index) => addressOf(index) === server)
    return recorded.nameservers[at] === 'closed' ? [] : [{ name, what: `${type}@${at + 1}/${transport}${flagsOf(recorded, { ad, edns })}` }]
  })
}

/** Neighbours of one name as a group: the order of groups counts, and in a group how often each query was sent; of musl with several servers of which one fails, only which. */
function groups(recorded: RecordedLookup, sent: readonly Sent[]): string {
  const joined: { readonly name: string; readonly what: string[] }[] = []
  for (const { name, what } of sent) {
    const last = joined.at(-1)
    if (last?.name === name) last.what.push(what)
    else joined.push({ name, what: [what] })
  }
  const isRace = recorded.libc !== 'glibc' && recorded.nameservers.length > 1 && recorded.nameservers.some(behaviour => behaviour.includes('servfail'))
  return joined.map(({ name, what }) => `${name} ${(isRace ? [...new Set(what)] : what).sort().join(' ')}`).join(' | ')
}

import type { CorefileReading, ReadBlock, ReadPlugin } from '@/components/editor/protocol'
import { DEFAULT_PORTS } from '@/lib/corefile/keys'
import { parseCorefile } from '@/lib/corefile/parse'
import type { BlockKey, Directive, ServerBlock } from '@/lib/corefile/types'
import { PLUGIN_ORDER } from '@/lib/dns/plugins/order'

const PLACES = new Map(PLUGIN_ORDER.map((plugin, at) => [plugin.name, { at, simulated: plugin.simulated !== false }]))
/** Names that no plugin has are read first, because they make the rest uncertain. */
const placeOf = (name: string) => PLACES.get(name) ?? { at: -1, simulated: false }

/** A Corefile as CoreDNS reads it: its blocks as written, their plugins in the order of the chain. */
export function readCorefile(text: string): CorefileReading {
  const parsed = parseCorefile(text)
  if (!parsed.ok) return { ok: false, sentence: parsed.error.message, ...parsed.error.place }
  return { ok: true, blocks: parsed.value.map(blockOf) }
}

const blockOf = ({ keys, directives, place }: ServerBlock): ReadBlock => ({
  serves: [...new Set(keys.map(served))], line: place.line,
  plugins: directives.toSorted((a, b) => placeOf(a.name).at - placeOf(b.name).at).map(pluginOf),
})

const served = ({ scheme, zone, port }: BlockKey): string => `${scheme === 'dns' ? '' : `${scheme}://`}${zone}${port === DEFAULT_PORTS[scheme] ? '' : `:${port}`}`

const pluginOf = ({ name, args, block, place }: Directive): ReadPlugin =>
  ({ name, words: args.join(' '), options: (block ?? []).map(lineOf), line: place.line, simulated: placeOf(name).simulated })

const lineOf = ({ name, args, block }: Directive): string => [name, ...args, ...(block === null ? [] : ['{', ...block.map(lineOf), '}'])].join(' ')

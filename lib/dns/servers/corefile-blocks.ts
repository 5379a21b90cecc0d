import { parseCorefile } from '@/lib/corefile/parse'
import type { Directive, ServerBlock } from '@/lib/corefile/types'
import { serveNotModelled } from '@/lib/dns/plugins/directive'
import { PLUGIN_ORDER } from '@/lib/dns/plugins/order'
import type { BlockFacts, Serve } from '@/lib/dns/plugins/types'
import { filterOf, type Filter } from '@/lib/dns/plugins/view/filter'
import type { NameServer, NameServerBehaviour } from '@/lib/network/name-server'

/** A server block ready to answer for one of its zones. */
export interface ReadyBlock {
  readonly zone: string
  readonly port: number
  readonly filter: Filter
  readonly chain: readonly Serve[]
  readonly directives: readonly Directive[]
}

type Configured = Extract<NameServerBehaviour, { type: 'corefile' }>

const compiled = new WeakMap<NameServer, readonly ReadyBlock[] | null>()

const KNOWN: ReadonlySet<string> = new Set(PLUGIN_ORDER.map(plugin => plugin.name))

/** The blocks of a name server's Corefile, read once; null where the text is none: such a server does not start. */
export function blocksOf(server: NameServer, { text, files = {} }: Configured): readonly ReadyBlock[] | null {
  const known = compiled.get(server)
  if (known !== undefined) return known
  const parsed = parseCorefile(text, new Map(), files)
  const blocks = parsed.ok ? parsed.value.flatMap(block => readyBlocks(block, files)) : null
  compiled.set(server, blocks)
  return blocks
}

function readyBlocks(block: ServerBlock, files: Readonly<Record<string, string>>): readonly ReadyBlock[] {
  const chain = chainOf(block, files)
  const filter = filterOf(block.directives.filter(({ name }) => name === 'view'))
  return block.keys.filter(key => key.scheme === 'dns').map(({ zone, port }) => ({ zone, port, filter, chain, directives: block.directives }))
}

/** The chain in the fixed order of plugins. A name that no plugin has makes whatever comes to the block undetermined. */
function chainOf(block: ServerBlock, files: Readonly<Record<string, string>>): readonly Serve[] {
  const byName = new Map<string, Directive[]>()
  for (const directive of block.directives) byName.set(directive.name, [...(byName.get(directive.name) ?? []), directive])
  const unknown = [...byName.keys()].filter(name => !KNOWN.has(name)).map(name => serveNotModelled(name))
  const facts: BlockFacts = { zones: zonesOf(block), directives: block.directives, files }
  const known = PLUGIN_ORDER.flatMap(plugin => {
    const directives = byName.get(plugin.name)
    const serve = directives && plugin.prepare(directives, facts)
    return serve ? [serve] : []
  })
  return [...unknown, ...known]
}

function zonesOf(block: ServerBlock): readonly string[] {
  const firstOfText = new Map(block.keys.map(key => [key.text, key.zone] as const).reverse())
  return [...new Set([...firstOfText.values()].reverse())]
}

import { parseCorefile } from '@/lib/corefile/parse'
import type { Directive, ServerBlock } from '@/lib/corefile/types'
import { isInZone, zoneLength } from '@/lib/dns/names'
import { serveNotModelled } from '@/lib/dns/plugins/directive'
import { PLUGIN_ORDER } from '@/lib/dns/plugins/order'
import type { BlockFacts, Serve } from '@/lib/dns/plugins/types'
import type { NameServer } from '@/lib/network/name-server'

/** A server block ready to answer for one of its zones. */
export interface ReadyBlock {
  readonly zone: string
  readonly port: number
  readonly chain: readonly Serve[]
}

const compiled = new WeakMap<NameServer, readonly ReadyBlock[] | null>()

const KNOWN: ReadonlySet<string> = new Set([...PLUGIN_ORDER.map(plugin => plugin.name), 'view'])

/** The blocks of a name server's Corefile, read once; null where the text is none: such a server does not start. */
export function blocksOf(server: NameServer, text: string): readonly ReadyBlock[] | null {
  const known = compiled.get(server)
  if (known !== undefined) return known
  const parsed = parseCorefile(text)
  const blocks = parsed.ok ? parsed.value.flatMap(readyBlocks) : null
  compiled.set(server, blocks)
  return blocks
}

function readyBlocks(block: ServerBlock): readonly ReadyBlock[] {
  const chain = chainOf(block)
  return block.keys.filter(key => key.scheme === 'dns').map(({ zone, port }) => ({ zone, port, chain }))
}

/** The chain in the fixed order of plugins. A name that no plugin has, or a `view`, makes whatever comes to the block undetermined. */
function chainOf(block: ServerBlock): readonly Serve[] {
  const byName = new Map<string, Directive[]>()
  for (const directive of block.directives) byName.set(directive.name, [...(byName.get(directive.name) ?? []), directive])
  const unknown = [...byName.keys()].filter(name => !KNOWN.has(name)).map(name => serveNotModelled(name))
  const view = byName.has('view') ? [serveNotModelled('view')] : []
  const facts = factsOf(block)
  const known = PLUGIN_ORDER.flatMap(plugin => {
    const directives = byName.get(plugin.name)
    const serve = directives && plugin.prepare(directives, facts)
    return serve ? [serve] : []
  })
  return [...view, ...unknown, ...known]
}

function factsOf(block: ServerBlock): BlockFacts {
  const firstOfText = new Map(block.keys.map(key => [key.text, key.zone] as const).reverse())
  return { zones: [...new Set([...firstOfText.values()].reverse())] }
}

/** The block that answers for a name on a port: that of the longest zone. Source: coredns core/dnsserver/server.go ServeDNS. */
export function chooseBlock(blocks: readonly ReadyBlock[], name: string, port: number): ReadyBlock | undefined {
  let best: ReadyBlock | undefined
  for (const block of blocks) {
    if (block.port === port && isInZone(name, block.zone) && (!best || zoneLength(block.zone) > zoneLength(best.zone))) best = block
  }
  return best
}

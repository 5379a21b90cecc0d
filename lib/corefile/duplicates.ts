import type { BlockKey, CorefileError, ServerBlock } from './types'

/** A zone and port that a block without `view` serves: `addresses` are those it binds to, '' for all. */
interface Served {
  readonly key: BlockKey
  readonly addresses: ReadonlySet<string>
}

/**
 * The first key that CoreDNS refuses to serve because an earlier block already serves the same scheme, zone and port on
 * the same address. A block without `bind` serves on every address.
 *
 * Blocks with `view` may share with each other, and with a later block without; but not follow one without, which leaves
 * them nothing. Source: coredns core/dnsserver/register.go validateZonesAndListeningAddresses.
 */
export function duplicateOf(blocks: readonly ServerBlock[]): CorefileError | undefined {
  const served = new Map<string, Served[]>()
  for (const block of blocks) {
    const addresses = boundAddresses(block)
    const filtered = block.directives.some((directive) => directive.name === 'view')
    for (const key of block.keys) {
      const id = `${key.scheme}://${key.zone}:${key.port}`
      const others = served.get(id) ?? []
      const earlier = others.find((other) => sharesAddress(other.addresses, addresses))
      if (earlier !== undefined) return { message: `${id} is already served by the block of line ${earlier.key.place.line}.`, place: key.place }
      if (!filtered) served.set(id, [...others, { key, addresses }])
    }
  }
  return undefined
}

function boundAddresses(block: ServerBlock): ReadonlySet<string> {
  const bound = block.directives.filter((directive) => directive.name === 'bind').flatMap((directive) => directive.args)
  return new Set(bound.length === 0 ? [''] : bound)
}

function sharesAddress(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.has('') || b.has('') || [...a].some((address) => b.has(address))
}

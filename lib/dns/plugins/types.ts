import type { Directive } from '@/lib/corefile/types'
import type { Served, ServerContext } from '@/lib/dns/served'
import type { Query } from '@/lib/network/resolution'

/** The rest of the chain. A plugin may change the question for it. */
export type Next = (query: Query) => Served

/** Answers the query, or gives it to the rest of the chain. */
export type Serve = (query: Query, next: Next, context: ServerContext) => Served

/** What a plugin takes from its server block. */
export interface BlockFacts {
  /** The block's zones, "." for the root. Of a key in CIDR form that gives several, the first only (coredns plugin/normalize.go). */
  readonly zones: readonly string[]
  /** All its directives: some plugins ask another one of their block. */
  readonly directives: readonly Directive[]
  /** The files that directives name. */
  readonly files: Readonly<Record<string, string>>
}

/** One plugin of a server block: a folder of its own, listed in `order.ts`. */
export interface Plugin {
  readonly name: string
  /** What comes to it is undetermined: its place in the chain is known, its answers are not. */
  readonly simulated?: false
  /** Reads all directives of this name in a block, in written order; null: it has no part in answering. */
  readonly prepare: (directives: readonly Directive[], block: BlockFacts) => Serve | null
}

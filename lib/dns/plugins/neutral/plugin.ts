import type { Plugin } from '@/lib/dns/plugins/types'

/** A plugin that takes part in the chain without changing any answer. */
export function passing(name: string): Plugin {
  return { name, prepare: () => (query, next) => next(query) }
}

/** A directive that sets something up and stands in no chain: a block with nothing else has no plugins at all. */
export function setting(name: string): Plugin {
  return { name, prepare: () => null }
}

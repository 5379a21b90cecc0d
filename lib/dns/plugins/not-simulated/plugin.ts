import { serveNotModelled } from '@/lib/dns/plugins/directive'
import type { Plugin } from '@/lib/dns/plugins/types'

/** A plugin whose place in the chain is known and whose answers are not modelled: a query that reaches it is undetermined. */
export function notSimulated(name: string): Plugin {
  return { name, simulated: false, prepare: () => serveNotModelled(name) }
}

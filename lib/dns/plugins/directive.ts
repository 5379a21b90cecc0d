import { normaliseZone, parseKey } from '@/lib/corefile/keys'
import type { Directive } from '@/lib/corefile/types'
import { isInZone } from '@/lib/dns/names'
import { notModelled, serveOne } from '@/lib/dns/response'
import type { Serve } from './types'

/** The zones of a plugin's arguments, CIDR forms as reverse zones; those of the block where there are none. Source: coredns plugin/normalize.go. */
export function zonesOf(args: readonly string[], otherwise: readonly string[]): readonly string[] {
  return args.length === 0 ? otherwise : args.flatMap(arg => zonesOfOne(arg))
}

export function zonesOfOne(text: string): readonly string[] {
  const keys = parseKey(text, { line: 1, column: 1 })
  return keys.ok ? keys.value.map(key => key.zone) : [normaliseZone(text)]
}

/** Zones for which a name that is not found goes to the next plugin; null: never. Without arguments: always. Source: coredns plugin/pkg/fall. */
export function fallthroughOf(block: readonly Directive[] | null): readonly string[] | null {
  const directive = block?.findLast(option => option.name === 'fallthrough')
  return directive ? zonesOf(directive.args, ['.']) : null
}

export const fallsThrough = (zones: readonly string[] | null, name: string): boolean => zones?.some(zone => isInZone(name, zone)) ?? false

/** Stands where something is configured that is not modelled: whatever reaches it is undetermined. */
export function serveNotModelled(plugin: string, option?: string): Serve {
  const facts = option === undefined ? { plugin } : { plugin, option }
  return (_query, _next, context) => serveOne(context, plugin, notModelled(option === undefined ? 'dns.plugin-not-modelled' : 'dns.option-not-modelled', facts))
}

import { fallthroughOf, zonesOf } from '@/lib/dns/plugins/directive'
import { readRegex } from '@/lib/dns/plugins/regex'
import type { BlockFacts } from '@/lib/dns/plugins/types'
import type { Directive } from '@/lib/corefile/types'
import type { Rcode } from '@/lib/network/resolution'
import { readTemplate, type Template } from './text'

/** One template: which questions it takes and what it says. */
export interface Stanza {
  readonly class: string
  readonly type: string
  readonly zones: readonly string[]
  readonly patterns: readonly RegExp[]
  readonly answers: readonly Template[]
  readonly additional: readonly Template[]
  readonly authority: readonly Template[]
  readonly rcode: Rcode
  readonly fallthrough: readonly string[] | null
}

const RCODES: ReadonlySet<string> = new Set<Rcode>(['NOERROR', 'FORMERR', 'SERVFAIL', 'NXDOMAIN', 'NOTIMP', 'REFUSED', 'NOTZONE'])
const READ: ReadonlySet<string> = new Set(['match', 'answer', 'additional', 'authority', 'rcode', 'fallthrough', 'upstream', 'ederror'])

/** Reads `template CLASS TYPE [ZONES...] { … }`; else the option that is not modelled. Source: coredns plugin/template/setup.go. */
export function readStanza({ args: [questionClass = '', type = '', ...zones], block }: Directive, facts: BlockFacts): Stanza | { readonly option: string } {
  const options = block ?? []
  const argsOf = (name: string) => options.filter(option => option.name === name).flatMap(({ args }) => args)
  const odd = options.find(({ name }) => !READ.has(name))
  if (odd) return { option: odd.name }
  const expressions = argsOf('match')
  const patterns = expressions.map(readRegex)
  const templates = (name: string) => argsOf(name).map(readTemplate)
  const [answers, additional, authority] = [templates('answer'), templates('additional'), templates('authority')]
  const unread = [...expressions.filter((_, at) => patterns[at] === undefined), ...[answers, additional, authority].flat().flatMap(one => (one === null ? ['answer'] : []))][0]
  if (unread !== undefined) return { option: unread }
  const rcode = argsOf('rcode').at(-1) ?? 'NOERROR'
  if (!RCODES.has(rcode)) return { option: rcode }
  const known = (all: readonly (Template | null)[]) => all.filter(one => one !== null)
  return {
    class: questionClass.toUpperCase(), type: type.toUpperCase(), zones: zonesOf(zones, facts.zones),
    patterns: expressions.length === 0 ? [/.*/] : patterns.filter(pattern => pattern !== undefined),
    answers: known(answers), additional: known(additional), authority: known(authority),
    rcode: rcode as Rcode, fallthrough: fallthroughOf(block),
  }
}

import { formatProtocol } from '@/lib/net/protocol'
import type { Facts } from '@/lib/network/route'
import type { Header, Step } from '@/lib/network/trace'
import { destinationOf, sourceOf } from '@/lib/explain/headers'
import { sentenceFor } from '@/lib/explain/sentence'
import { labelOfDevice, type At, type Line } from '@/lib/explain/telling'
import { code, plain, say } from '@/lib/explain/words'
import type { Words } from '@/lib/explain/story'

type Translate = Extract<Step, { type: 'translate' }>

/** "node-a1  snat 10.10.1.37 → 10.10.1.10 (destination outside the VPC)". Ports are named where they change. */
export function tellTranslate(step: Translate, { telling, hop }: At): Line {
  const { before, after, kind } = step
  const [from, to] = kind === 'source' ? changed(before, after, 'source') : changed(before, after, 'destination')
  const label = labelOfDevice(telling, hop.device)
  const choices = step.ways > 1 ? say`, one of ${code(step.ways)}` : []
  const why = reason(step, telling)
  return {
    element: hop.element, label, failed: false, slot: `translate ${kind} ${hop.device}`, around: step.by === 'tracking' ? [] : [step.by.from],
    words: say`${kind === 'source' ? 'snat' : 'dnat'} ${code(from)} → ${code(to)}${choices}${why.length > 0 ? say` (${why})` : []}`,
  }
}

function changed(before: Header, after: Header, end: 'source' | 'destination'): readonly [string, string] {
  const ports = before[`${end}Port`] !== after[`${end}Port`]
  const text = end === 'source' ? sourceOf : destinationOf
  return ports ? [text(before), text(after)] : [before[end], after[end]]
}

function reason(step: Translate, { catalogue }: At['telling']): Words {
  if (step.by === 'tracking') return ['undone for the reply']
  const { before, after } = step
  const end = step.kind
  const facts: Facts = {
    before: before[end], after: after[end], source: before.source, destination: before.destination,
    protocol: formatProtocol(before.protocol), ...(before.destinationPort === undefined ? {} : { port: String(before.destinationPort) }),
    element: catalogue.labelOf(step.by.from), node: catalogue.labelOf(step.by.from),
  }
  const said = sentenceFor(step.by.code, facts, catalogue)
  return said ? clause(plain(said)) : []
}

/** A sentence as it stands in brackets: its first clause, without the capital and the full stop. */
const clause = (sentence: string): Words => {
  const first = /^.*?(?=[,:;]|\.(?:\s|$)|$)/.exec(sentence)?.[0] ?? sentence
  return [/^[A-Z][a-z]/.test(first) ? first.charAt(0).toLowerCase() + first.slice(1) : first]
}

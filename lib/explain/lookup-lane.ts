import type { ElementId } from '@/lib/net/element-id'
import type { Reachability } from '@/lib/network/answer'
import type { DnsNote, Exchange, Resolution } from '@/lib/network/resolution'
import { exchangeLines } from './exchange-lines'
import { blockersOf, type NumberedBlocker } from './numbered'
import type { Lane, Note, StoryLine, Words } from './story'
import { sentenceFor, wordsOfCode } from './sentence'
import { elementOfDevice, labelOfDevice, type Line, type Telling } from './telling'
import { pathOfTrace } from './trace-path'
import { code, listed, say } from './words'

/** The lookup as a lane: queries that decided nothing in one line each, the one that did with everything the servers did. */
export function lookupLane(resolution: Resolution, blockers: readonly NumberedBlocker[], telling: Telling): Lane {
  const deciding = decidingExchange(resolution)
  const failed = resolution.outcome !== 'NOERROR'
  const path = deciding ? pathOf(deciding) : []
  const lines = grouped(resolution.exchanges, deciding).flatMap(({ exchange, types }) => exchangeLines(exchange, { telling, types, whole: exchange === deciding, failed: failed && exchange === deciding }))
  return {
    stage: 'lookup', state: stateOf(resolution), summary: summaryOf(resolution), otherWays: 0, path, blockedAt: failed ? path.length : null,
    lines: numberLookup([...lines, ...unknownLine(resolution, telling)], blockersOf('lookup', blockers)),
    ...resolution.notes ? { notes: resolution.notes.map(note => tellNote(note, telling)) } : {},
  }
}

const tellNote = ({ code: kind, element, facts }: DnsNote, { catalogue }: Telling): Note =>
  ({ code: kind, element, words: sentenceFor(kind, { element: catalogue.labelOf(element), ...facts }, catalogue) ?? [wordsOfCode(kind)] })

/** Why nobody can say what comes of it, where that is so. */
function unknownLine({ undetermined, asker }: Resolution, telling: Telling): readonly Line[] {
  if (!undetermined) return []
  const facts = { device: asker, ...undetermined.facts }
  const words = sentenceFor(undetermined.code, facts, telling.catalogue) ?? [wordsOfCode(undetermined.code)]
  return [{ element: elementOfDevice(telling, asker), label: labelOfDevice(telling, asker), words: say`undetermined: ${words}`, failed: false, slot: 'query unknown', around: [] }]
}

interface Group { readonly exchange: Exchange; readonly types: readonly string[] }

/** Queries for one name that end alike are one line, and the family that has no address is none where the other has. */
function grouped(exchanges: readonly Exchange[], deciding: Exchange | undefined): readonly Group[] {
  const keyOf = ({ query, server, response, failure, undetermined }: Exchange) =>
    `${query.name} ${server} ${response ? `${response.rcode} ${response.answers.map(record => record.data).join()}` : failure ?? undetermined?.code ?? ''}`
  const groups = new Map<string, Group>()
  for (const exchange of exchanges) {
    if (saysNothing(exchange, deciding)) continue
    const known = groups.get(keyOf(exchange))
    const types = [...new Set([...(known?.types ?? []), exchange.query.type])]
    groups.set(keyOf(exchange), { types, exchange: known && exchange !== deciding ? known.exchange : exchange })
  }
  return [...groups.values()]
}

const saysNothing = ({ query, response }: Exchange, deciding: Exchange | undefined): boolean =>
  deciding?.response !== undefined && deciding.response !== null && deciding.response.answers.length > 0
  && query.name === deciding.query.name && query.type !== deciding.query.type && response?.rcode === 'NOERROR' && response.answers.length === 0

/** The first failure is where it stops; a blocker shows where its place says something, if possible where that fails. */
function numberLookup(lines: readonly Line[], blockers: readonly NumberedBlocker[]): readonly StoryLine[] {
  const stops = lines.findIndex(line => line.failed)
  const shown = new Map(blockers.map(({ number, blocker }): [number, number] => {
    const there = lines.flatMap((line, at) => line.element === blocker.place && !line.slot.startsWith('query ') ? [at] : [])
    return [there.find(at => lines[at]?.failed) ?? there.at(-1) ?? stops, number]
  }))
  return lines.map(({ element, label, words, evidence, passed }, at) => {
    const blocker = shown.get(at)
    return { number: at + 1, element, label, words, state: at === stops ? 'failed' : 'done', ...(blocker === undefined ? {} : { blocker }), ...(evidence ? { evidence } : {}), ...(passed && passed.length > 0 ? { passed } : {}) }
  })
}

/** The last query under the name that counts, an A query where there is one. */
function decidingExchange({ exchanges, canonicalName }: Resolution): Exchange | undefined {
  const named = exchanges.filter(exchange => exchange.query.name === canonicalName)
  const candidates = named.length > 0 ? named : exchanges
  return candidates.filter(exchange => exchange.query.type === 'A').at(-1) ?? candidates.at(-1)
}

function stateOf({ outcome, ambiguous }: Resolution): Reachability {
  if (ambiguous) return 'ambiguous'
  return outcome === 'NOERROR' ? 'reachable' : outcome === 'undetermined' ? 'undetermined' : 'unreachable'
}

const summaryOf = ({ outcome, addresses }: Resolution): Words => outcome === 'NOERROR' ? say`${listed(addresses.map(({ address }) => code(address)))}` : [outcome]

/** Where the query went, and where the servers' own queries went after it. */
function pathOf(exchange: Exchange): readonly ElementId[] {
  const [there] = exchange.forward
  const path = [...(there ? pathOfTrace(there) : []), ...exchange.steps.flatMap(step => [step.element, ...(step.exchange ? pathOf(step.exchange) : [])])]
  return path.filter((element, at) => element !== path[at - 1])
}

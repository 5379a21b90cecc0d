import type { Answer, Question } from '@/lib/network/answer'
import type { Facts } from '@/lib/network/route'
import { formatProtocol } from '@/lib/net/protocol'
import { trafficOf } from './headers'
import type { NumberedBlocker } from './numbered'
import { sentenceFor, wordsOfCode } from './sentence'
import type { BlockerStory, Words } from './story'
import type { Telling } from './telling'
import { code, say } from './words'

/** What stops the question, where, why, and what to do: the sentence of its code with everything that is known put in. */
export function tellBlocker({ number, blocker }: NumberedBlocker, { question, legs }: Pick<Answer, 'question' | 'legs'>, telling: Telling): BlockerStory {
  const { code: kind, stage, place, elements, disposition } = blocker
  const labels = elements.map(element => telling.catalogue.labelOf(element))
  const facts = factsOf(blocker.facts, question, { destination: destinationOf(question) ?? legs[0]?.destination, elements: alternatives(labels), place: telling.catalogue.labelOf(place), first: labels[0] ?? '' })
  return {
    number, code: kind, stage, disposition, place, elements,
    title: say`${wordsOfCode(kind)}: ${alternatives(labels) || telling.catalogue.labelOf(place)}`,
    words: sentenceFor(kind, facts, telling.catalogue, ['elements', 'place']) ?? fallback(kind, facts),
  }
}

const fallback = (kind: string, facts: Facts): Words => say`${wordsOfCode(kind)} (${code(kind)}): it shows at ${facts['place'] ?? ''} and is mended at ${facts['elements'] ?? ''}.`

const alternatives = (labels: readonly string[]): string => labels.length < 2 ? labels.join('') : `${labels.slice(0, -1).join(', ')} or ${labels.at(-1)}`

const destinationOf = ({ to }: Question): string | undefined => to.type === 'address' ? to.address : undefined

/** Facts in the words of a reader, and those that every sentence may use. */
function factsOf(known: Facts, question: Question, where: { readonly destination: string | undefined; readonly elements: string; readonly place: string; readonly first: string }): Facts {
  const { protocol: number = String(question.protocol), port = question.port === undefined ? undefined : String(question.port), hidden } = known
  const protocol = /^\d+$/.test(number) ? formatProtocol(Number(number)) : number
  return {
    ...(where.destination === undefined ? {} : { destination: where.destination }), ...(question.to.type === 'name' ? { name: question.to.name } : {}),
    element: where.first, filter: where.first, ...known, protocol, elements: where.elements, place: where.place,
    traffic: /^\d+$/.test(number) ? trafficOf(Number(number), port === undefined || port === '' ? undefined : Number(port)) : number,
    ...(hidden === undefined ? {} : { original: hidden }),
  }
}

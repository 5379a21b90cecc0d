import type { ResourceRecord } from '@/lib/network/name-server'
import type { DnsStep, Exchange, Response } from '@/lib/network/resolution'
import { passedOn } from './passed'
import { wordsOfCode } from './sentence'
import type { Evidence, Words } from './story'
import { elementOfDevice, labelOfDevice, type Line, type Telling } from './telling'
import { code, listed, say } from './words'

interface Manner {
  readonly telling: Telling
  /** With everything the servers did. */
  readonly whole: boolean
  readonly failed: boolean
  /** The types of the queries that this one stands for. */
  readonly types: readonly string[]
}

/** One query: who asks whom for what, what the server did, and where the packets died if they did. */
export function exchangeLines(exchange: Exchange, manner: Manner): readonly Line[] {
  const { telling, whole, failed, types } = manner
  const inner = whole ? exchange.steps.flatMap(step => stepLines(step, manner)) : []
  const lost = exchange.failure ? deathOf(exchange) : undefined
  const asks: Line = {
    element: elementOfDevice(telling, exchange.asker), label: labelOfDevice(telling, exchange.asker),
    words: say`asks ${code(exchange.server)} for ${code(exchange.query.name)} ${types.join(', ')}${outcomeOf(exchange)}`,
    failed: failed && !inner.some(line => line.failed) && !lost, slot: `query ${exchange.query.name}`, around: [], ...(exchange.response ? { evidence: recordsOf(exchange.response) } : {}),
    passed: passedOn(exchange.forward[0], telling),
  }
  if (!whole || !lost) return [asks, ...inner]
  const words = say`the ${lost.back ? 'answer' : 'query'} dies here: ${lost.trace.disposition}`
  return [asks, { element: lost.trace.place, label: telling.catalogue.labelOf(lost.trace.place), words, failed, slot: 'lost', around: [] }, ...inner]
}

function deathOf({ forward, return: back }: Exchange) {
  const dead = [...forward.map(trace => ({ trace, back: false })), ...back.map(trace => ({ trace, back: true }))]
  return dead.find(({ trace }) => trace.disposition !== 'accepted')
}

function outcomeOf({ response, failure, undetermined }: Exchange): Words {
  if (response) return say`: ${responseWords(response)}`
  return undetermined ? say`: undetermined (${wordsOfCode(undetermined.code)})` : [`: ${failure ?? 'no answer'}`]
}

/** "A 10.24.1.5", "NODATA", "NXDOMAIN". */
function responseWords({ rcode, answers }: Response): Words {
  if (rcode !== 'NOERROR') return [rcode]
  return answers.length === 0 ? ['NODATA'] : listed(answers.map(record => say`${record.type} ${code(record.data)}`))
}

const VERBS: Readonly<Record<DnsStep['did'], string>> = { chose: 'chosen', answered: 'answers', 'passed-on': 'passes it on', asked: 'asks', failed: 'fails' }

/** What one server did; what it asked others follows as queries of its own. */
function stepLines(step: DnsStep, { telling, failed }: Manner): readonly Line[] {
  const line: Line = {
    element: step.element, label: labelOfDevice(telling, step.device), slot: `dns ${step.server} ${step.actor}`, around: [], words: stepWords(step),
    failed: failed && (step.did === 'failed' || (step.did === 'answered' && !step.exchange && step.response !== undefined && step.response.rcode !== 'NOERROR')),
  }
  return step.exchange ? [line, ...exchangeLines(step.exchange, { telling, whole: true, failed, types: [step.exchange.query.type] })] : [line]
}

/** "kubernetai db.example (other.kubeconfig) answers: A 10.24.1.5". */
function stepWords({ actor, did, facts, response, exchange }: DnsStep): Words {
  const { zone, cluster, upstream } = facts
  const subject = say`${actor}${zone === undefined ? '' : say` ${code(zone === '' ? '.' : zone)}`}${cluster === undefined ? '' : say` (${code(cluster)})`}`
  const asked = upstream === undefined || exchange ? '' : say` ${code(upstream)}`
  return say`${subject} ${VERBS[did]}${asked}${response ? say`: ${responseWords(response)}` : []}`
}

function recordsOf({ answers, authority, additional }: Response): Evidence {
  const row = (record: ResourceRecord, section: string) =>
    ({ state: 'matched' as const, cells: [record.name, record.type, record.data, String(record.ttlSeconds)], why: section, element: record.from ?? ('' as never) })
  return {
    kind: 'queries', title: 'Records', columns: ['name', 'type', 'data', 'ttl'],
    rows: [...answers.map(record => row(record, 'answer')), ...authority.map(record => row(record, 'authority')), ...additional.map(record => row(record, 'additional'))],
  }
}

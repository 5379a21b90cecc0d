import { describe, expect, it } from 'vitest'
import { readQuestions } from '@/lib/ask/read-question'
import { parseDesign } from '@/lib/design/parse'
import { EXAMPLES } from '@/lib/examples/index'
import { mergeSentences } from '@/lib/mechanisms/catalogue'
import { MECHANISMS } from '@/lib/mechanisms/index'
import type { DeviceId } from '@/lib/network/ids'
import { standingsOf } from '@/lib/trace/standing'
import { answerQuestion } from '@/lib/verify/answer'
import { prepare } from '@/lib/verify/prepare'
import { takenOn, tellDevice } from './device-tables'
import { startTelling } from './telling'

/** The tables of a device of an example, with the ways of a question lit. */
function tablesOf(example: string, device: string, question: { readonly from: string; readonly to: string; readonly protocol?: string; readonly port?: number }) {
  const load = (path: string) => EXAMPLES.find(({ file }) => path.endsWith(file))?.text
  const parsed = parseDesign(EXAMPLES.find(({ id }) => id === example)?.text ?? '', { source: `lib/examples/${example}.yaml`, mechanisms: MECHANISMS, load })
  if (!parsed.ok) throw new Error(parsed.error[0]?.message)
  const { network, view } = prepare(parsed.value, MECHANISMS)
  const asked = readQuestions(question, view, network)
  const answer = asked.ok && asked.value[0] !== undefined ? answerQuestion(asked.value[0], network) : null
  const traces = (answer?.legs ?? []).flatMap(leg => [...leg.forward, ...leg.return])
  const found = network.devices.get(device as DeviceId)
  if (found === undefined) throw new Error(`no device ${device}`)
  return tellDevice(found, table => standingsOf(table, network.settled), takenOn(found, traces), startTelling(network, { sentences: mergeSentences(MECHANISMS), labelOf: element => element }))
}

const QUESTION = { from: 'cassandra-a-0', to: '10.24.1.5', protocol: 'tcp', port: 7000 }
const lit = (tables: ReturnType<typeof tablesOf>, kind: string) => tables.filter(table => table.kind === kind).flatMap(({ rows }) => rows.filter(row => row.lit).map(({ cells }) => cells[0]))

describe('the tables of a device', () => {
  it('the routes that the packets took are lit, there and back, and no others', () => {
    expect(lit(tablesOf('cassandra-aws-gcp', 'vpc-a', QUESTION), 'routes')).toEqual(expect.arrayContaining(['10.24.0.0/14']))
    expect(lit(tablesOf('cassandra-aws-gcp', 'vpc-a', QUESTION), 'routes')).not.toContain('0.0.0.0/0')
  })
  it('the translation that hid the pod is lit', () => { expect(lit(tablesOf('cassandra-aws-gcp', 'node-a1', QUESTION), 'translations')).toContain('postrouting') })
  it('a filter that remembers the flow lets the answer in by that', () => {
    const filters = tablesOf('cassandra-aws-gcp', 'node-a1', QUESTION).filter(({ kind }) => kind === 'filter')
    expect(lit(filters, 'filter')).toContain('known flows')
  })
  it('a default that refuses is lit', () => { expect(lit(tablesOf('cassandra-aws-gcp.firewall-closed', 'node-b1', QUESTION), 'filter')).toContain('otherwise') })
  it('a withheld route says why it is not there', () => {
    const rows = tablesOf('cassandra-aws-gcp.propagation-off', 'vpc-a', QUESTION).flatMap(table => table.rows)
    expect(rows.some(({ state, why }) => state === 'withheld' && why.includes('rt-a'))).toBe(true)
  })
})

import { describe, expect, it } from 'vitest'
import { readQuestions } from '@/lib/ask/read-question'
import { parseDesign } from '@/lib/design/parse'
import { mergeSentences } from '@/lib/mechanisms/catalogue'
import { tellStory } from '@/lib/explain/tell'
import type { Story } from '@/lib/explain/story'
import { plain } from '@/lib/explain/words'
import { MECHANISMS } from '@/lib/mechanisms/index'
import { answerQuestion } from '@/lib/verify/answer'
import { prepare } from '@/lib/verify/prepare'
import { exampleText, loadExample } from './index'

const NAME = 'cassandra-0.cassandra.db.svc.gcp-europe-west4-c.local'

/** One question, asked of a way of discovery. */
function told(id: string): Story {
  const example = loadExample(id)
  const design = parseDesign(example?.text ?? '', { source: example?.file ?? '', mechanisms: MECHANISMS, load: exampleText })
  if (!design.ok) throw new Error(`${id} does not parse`)
  const { view, network } = prepare(design.value, MECHANISMS)
  const questions = readQuestions({ from: 'cassandra-a-0', to: NAME, protocol: 'tcp', port: 7000 }, view, network)
  if (!questions.ok || questions.value[0] === undefined) throw new Error('nobody asks')
  return tellStory(answerQuestion(questions.value[0], network), network, { sentences: mergeSentences(MECHANISMS), labelOf: element => element })
}

const laneOf = (story: Story, stage: string) => story.lanes.find(lane => lane.stage === stage)
const said = (story: Story, stage: string) => (laneOf(story, stage)?.lines ?? []).map(line => `${line.label} ${plain(line.words)}`)
const throughWhat = (story: Story) => (laneOf(story, 'lookup')?.lines ?? []).flatMap(line => line.passed ? [`${plain(line.words).split(' for ')[0] ?? ''}: ${line.passed.map(({ label, words }) => `${label} ${plain(words)}`).join('; ')}`] : [])

describe('the ways of discovery between the two clouds', () => {
  const watching = told('cassandra-aws-gcp')
  const forwarding = told('cassandra-aws-gcp-forwarding')
  const none = told('cassandra-aws-gcp-no-discovery')

  it('carry the packets alike', () => {
    expect(said(forwarding, 'forward')).toEqual(said(watching, 'forward'))
    expect(said(forwarding, 'return')).toEqual(said(watching, 'return'))
  })
  it('differ in who asks whom', () => {
    expect(said(watching, 'lookup').at(-1)).toContain('kubernetai gcp-europe-west4-c.local')
    expect(said(forwarding, 'lookup')).toContain(`coredns-a-0 asks 10.20.0.53 for ${NAME} A: A 10.24.1.5`)
    expect(said(forwarding, 'lookup').at(-1)).toBe('coredns-b-0 kubernetes gcp-europe-west4-c.local answers: A 10.24.1.5')
  })
  it('differ in the firewalls that the query passes', () => {
    expect(throughWhat(watching).filter(line => line.includes('firewall-b'))).toEqual([])
    expect(throughWhat(forwarding).find(line => line.startsWith('asks 10.20.0.53'))).toMatch(/sg-a lets out udp\/53 to 10\.20\.0\.53 .*nacl-a lets out udp\/53 to 10\.20\.0\.53 .*firewall-b lets in udp\/53 from 10\.10\.1\.\d+ \(rule allow-dns-from-aws\)/)
  })
  it('without any of them the name does not resolve', () => {
    expect(none.reachability).toBe('unreachable')
    expect(plain(laneOf(none, 'lookup')?.summary ?? [])).toBe('NXDOMAIN')
  })
})

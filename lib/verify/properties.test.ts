import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDesign } from '@/lib/design/parse'
import type { Design } from '@/lib/design/design'
import { changes, vary } from '@/lib/generate/vary'
import { MECHANISMS } from '@/lib/mechanisms/index'
import { PROTOCOLS } from '@/lib/net/protocol'
import type { Answer, Question } from '@/lib/network/answer'
import type { Network } from '@/lib/network/network'
import type { Trace } from '@/lib/network/trace'
import { answerQuestion } from './answer'
import { prepare } from './prepare'

const FILE = 'lib/examples/cassandra-aws-gcp.design.yaml'
const parse = (text: string) => parseDesign(text, { source: FILE, mechanisms: MECHANISMS })
const base = (() => {
  const parsed = parse(readFileSync(FILE, 'utf8'))
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
  return parsed.value
})()

/** A question from a pod of the design to another, by address, and to a name that the example serves. */
function questions(network: Network): readonly Question[] {
  const pods = [...network.clusters.values()].flatMap(objects => objects.pods)
  const [first, last] = [pods[0], pods.at(-1)]
  const address = last?.addresses[0]
  if (!first || !address) return []
  const common = { from: first.device, protocol: PROTOCOLS.tcp, port: 7000, sizeBytes: 64 }
  return [
    { ...common, to: { type: 'address', address } },
    { ...common, to: { type: 'name', name: 'cassandra-0.cassandra.db.svc.gcp-europe-west4-c.local' } },
  ]
}

const answersOf = (design: Design): readonly Answer[] => {
  const { network } = prepare(design, MECHANISMS)
  return questions(network).map(question => answerQuestion(question, network))
}

const plain = (value: unknown) => JSON.stringify(value, (_key, inner: unknown) => inner instanceof Map ? [...inner] : inner)

/** A hop hands over to the next: what the first transmits on is what the second receives on. */
function adjacent(trace: Trace): boolean {
  return trace.hops.every((hop, at) => {
    const next = trace.hops[at + 1]
    if (!next) return true
    const sent = hop.steps.at(-1)
    const received = next.steps[0]
    return sent?.type === 'transmit' && received?.type === 'receive' && sent.link === received.link && sent.to === next.device
  })
}

describe('whatever a valid variation of the example is asked', () => {
  it('nothing throws or loops, the same question has the same answer, and hops are joined', () => {
    let valid = 0
    fc.assert(fc.property(changes, list => {
      const parsed = parse(JSON.stringify(vary(base, list)))
      if (!parsed.ok) { expect(parsed.error[0]?.message).toMatch(/\S/); return }
      valid++
      const answers = answersOf(parsed.value)
      expect(plain(answersOf(parsed.value))).toBe(plain(answers))
      for (const answer of answers) {
        for (const trace of answer.legs.flatMap(leg => [...leg.forward, ...leg.return])) expect(adjacent(trace)).toBe(true)
        expect(answer.reachability === 'reachable').toBe(answer.blockers.length === 0 && answer.reachability === 'reachable')
        if (answer.reachability === 'unreachable') expect(answer.blockers.length > 0 || answer.moreMayLieBehind).toBe(true)
      }
    }), { numRuns: 150, seed: 20261121 })
    expect(valid).toBeGreaterThan(40)
  }, 120_000)
})

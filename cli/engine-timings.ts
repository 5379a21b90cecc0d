import { readFileSync } from 'node:fs'
import path from 'node:path'
import { compile } from '@/lib/compile/compile'
import { settle } from '@/lib/converge/settle'
import { parseDesign } from '@/lib/design/parse'
import { MECHANISMS } from '@/lib/mechanisms/index'
import { answerQuestion } from '@/lib/verify/answer'
import type { Question, Target } from '@/lib/network/answer'
import type { EndpointObject } from '@/lib/network/cluster-objects'
import type { Network } from '@/lib/network/network'
import { PROTOCOLS } from '@/lib/net/protocol'

/** Samples in milliseconds, for the bench to summarise. */
export interface Timings { readonly parseAndCompile: readonly number[]; readonly settle: readonly number[]; readonly ask: readonly number[]; readonly questions: number }

const EXAMPLE = 'lib/examples/cassandra-aws-gcp.design.yaml'

/** Names by which each endpoint's pod can be asked for, longest-lived first: a headless service's pod name where it has one. */
function nameOf(network: Network, endpoint: EndpointObject): string | null {
  for (const objects of network.clusters.values()) {
    const service = objects.services.find(candidate => candidate.endpoints.some(other => other.device === endpoint.device) && candidate.type === 'Headless')
    if (service && endpoint.hostname !== undefined) return `${endpoint.hostname}.${service.name}.${service.namespace}.svc.${objects.from.endsWith('-a') ? 'aws-euwest1.local' : 'gcp-europe-west4-c.local'}`
  }
  return null
}

/** Every ordered pair of pods, every other one by name where the pod has one, tcp to a port it listens on. */
export function questionsOf(network: Network): readonly Question[] {
  const endpoints = new Map<string, EndpointObject>()
  for (const objects of network.clusters.values()) for (const service of objects.services) for (const endpoint of service.endpoints) endpoints.set(endpoint.device, endpoint)
  const all = [...endpoints.values()]
  let turn = 0
  return all.flatMap(from => all.filter(to => to !== from).map((to): Question => {
    const name = turn++ % 2 === 0 ? nameOf(network, to) ?? `${to.address.replaceAll('.', '-')}.default.pod.cluster.local` : null
    const target: Target = name !== null ? { type: 'name', name } : { type: 'address', address: to.address }
    const port = network.devices.get(to.device)?.listeners[0]?.ports.from ?? 80
    return { from: from.device, to: target, protocol: PROTOCOLS.tcp, port, sizeBytes: 64 }
  }))
}

/** Times parsing and compiling the example, and asking all its pod pairs with the Network compiled and nothing kept between questions. */
export function timeEngine(root: string, rounds: number): Timings {
  const text = readFileSync(path.join(root, EXAMPLE), 'utf8')
  const open = () => {
    const parsed = parseDesign(text, { source: EXAMPLE, mechanisms: MECHANISMS })
    if (!parsed.ok) throw new Error('the example does not parse')
    return compile(parsed.value, MECHANISMS).network
  }
  const timed = (work: () => void) => { const started = performance.now(); work(); return performance.now() - started }
  const parseAndCompile = Array.from({ length: rounds }, () => timed(open))
  const compiled = open()
  const settling = Array.from({ length: rounds }, () => timed(() => settle(compiled)))
  const network = settle(compiled)
  const questions = questionsOf(network)
  for (const question of questions) answerQuestion(question, network)
  const ask = questions.map(question => timed(() => answerQuestion(question, network)))
  return { parseAndCompile, settle: settling, ask, questions: questions.length }
}

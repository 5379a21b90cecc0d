import { parseCorefile } from '@/lib/corefile/parse'
import type { Directive, ServerBlock } from '@/lib/corefile/types'
import { unparseCorefile } from '@/lib/corefile/unparse'
import { runScenario, type CheckedQuestion } from './run-scenario'
import type { DnsQuestion, DnsScenario } from './scenario'

export interface MinimalScenario { readonly scenario: DnsScenario; readonly checked: CheckedQuestion }

const MOST_TRIES = 60
const MOST_MS = 60_000

/** Takes away what a disagreement does not need: servers, blocks, directives, options, objects. Greedy: small rather than smallest. */
export async function minimise(scenario: DnsScenario, question: DnsQuestion, binary: string): Promise<MinimalScenario | null> {
  let best = await differs({ ...scenario, questions: [question] }, binary)
  if (!best) return null
  let tries = 0
  const deadline = performance.now() + MOST_MS
  for (let progress = true; progress;) {
    progress = false
    for (const candidate of smaller(best.scenario)) {
      if (++tries > MOST_TRIES || performance.now() > deadline) return best
      const found = await differs(candidate, binary)
      if (!found) continue
      best = found
      progress = true
      break
    }
  }
  return best
}

async function differs(scenario: DnsScenario, binary: string): Promise<MinimalScenario | null> {
  const result = await runScenario(scenario, binary)
  const checked = 'checked' in result ? result.checked.find(({ verdict }) => verdict.type === 'differ') : undefined
  return checked ? { scenario, checked } : null
}

/** One thing less. */
function* smaller(scenario: DnsScenario): Generator<DnsScenario> {
  const { servers, clusters } = scenario
  for (const server of servers) if (server.id !== scenario.questions[0]?.server) yield { ...scenario, servers: servers.filter(other => other !== server) }
  for (const server of servers) {
    for (const corefile of smallerCorefiles(server.corefile)) yield { ...scenario, servers: servers.map(other => (other === server ? { ...server, corefile } : other)) }
  }
  for (const cluster of clusters) {
    for (const half of halves(cluster.services)) yield { ...scenario, clusters: clusters.map(other => (other === cluster ? { ...cluster, services: half } : other)) }
  }
}

const halves = <Item>(items: readonly Item[]): readonly (readonly Item[])[] => (items.length < 2 ? [] : [items.slice(items.length / 2), items.slice(0, items.length / 2)])

function* smallerCorefiles(corefile: string): Generator<string> {
  const parsed = parseCorefile(corefile)
  if (!parsed.ok) return
  const blocks = parsed.value
  if (blocks.length > 1) for (const block of blocks) yield unparseCorefile(blocks.filter(other => other !== block))
  for (const [at, block] of blocks.entries()) for (const directives of smallerDirectives(block.directives)) yield unparseCorefile(blocks.with(at, { ...block, directives } satisfies ServerBlock))
}

/** Without one directive, then without one option of one. Where it listens stays. */
function* smallerDirectives(directives: readonly Directive[]): Generator<readonly Directive[]> {
  for (const one of directives) if (one.name !== 'bind') yield directives.filter(other => other !== one)
  for (const [at, one] of directives.entries()) for (const option of one.block ?? []) if (option.name !== 'endpoint') yield directives.with(at, { ...one, block: (one.block ?? []).filter(other => other !== option) })
}

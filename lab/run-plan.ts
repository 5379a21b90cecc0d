import { spawnSync } from 'node:child_process'
import { addNamespaces, addWires, deleteNamespaces, insideLines, ipv6RuleLines, unaskLines, type NameOf } from '@/lib/lab/emit/ip'
import { nftText } from '@/lib/lab/emit/nft'
import { namespacePaths, probeCommand, settingsCommand } from '@/lib/lab/command'
import type { LabPlan } from '@/lib/lab/plan'
import type { Agent } from './agent'
import { ipBatch } from './process'
import type { RawResult } from './raw'

/** What came of a run: each probe's result by its id, or what the kernel refused to set up. */
export interface RunOutcome { readonly results: ReadonlyMap<number, RawResult>; readonly refused: readonly string[]; readonly milliseconds: { readonly setUp: number; readonly probing: number; readonly tearDown: number } }

let runs = 0
/** Namespaces that stand at the moment: taken down whatever happens. */
const standing = new Map<string, readonly string[]>()

/** Sets a plan up, sends its probes, and takes it down again, whatever happens in between. */
export async function runPlan(plan: LabPlan, agent: Agent, { timeoutSeconds = 1.5, then }: { readonly timeoutSeconds?: number; readonly then?: (nameOf: NameOf) => Promise<void> } = {}): Promise<RunOutcome> {
  const word = `pw${process.pid}x${++runs}`
  const nameOf: NameOf = name => `${word}${name}`
  const started = performance.now()
  standing.set(word, deleteNamespaces(plan, nameOf))
  try {
    const refused = await setUp(plan, agent, nameOf)
    const ready = performance.now()
    if (refused.length === 0) await then?.(nameOf)
    const reply = refused.length > 0 ? { results: {}, refused: [] } : await agent.ask(probeCommand(plan, nameOf, timeoutSeconds))
    const probed = performance.now()
    await takeDown(word)
    return {
      results: new Map(Object.entries(reply['results'] as Record<string, RawResult>).map(([id, result]) => [Number(id), renamed(result, word)])),
      refused: [...refused, ...(reply['refused'] as readonly string[])],
      milliseconds: { setUp: ready - started, probing: probed - ready, tearDown: performance.now() - probed },
    }
  } finally {
    await takeDown(word)
  }
}

async function takeDown(word: string): Promise<void> {
  const lines = standing.get(word)
  standing.delete(word)
  if (lines) await ipBatch(lines)
}

/** Everything that still stands, at once and without waiting: for the last moment of a process, which may have been interrupted. */
export function takeDownNow(): void {
  const lines = [...standing.values()].flat()
  standing.clear()
  if (lines.length > 0) spawnSync('ip', ['-force', '-batch', '-'], { input: `${lines.join('\n')}\n`, stdio: ['pipe', 'ignore', 'ignore'] })
}

async function setUp(plan: LabPlan, agent: Agent, nameOf: NameOf): Promise<readonly string[]> {
  const namespaces = namespacePaths(plan, nameOf)
  const settings = (when: 'early' | 'late') => agent.ask(settingsCommand(plan, nameOf, when))
  const made = await ipBatch(addNamespaces(plan, nameOf))
  if (made.length > 0) return made
  const early = await settings('early')
  const wired = await ipBatch(addWires(plan, nameOf))
  const inside = await inTurns(plan.namespaces, async namespace => [...await ipBatch(insideLines(namespace), nameOf(namespace.name)), ...await ipBatch(ipv6RuleLines(namespace), nameOf(namespace.name), { ipv6: true })])
  const late = await settings('late')
  for (const namespace of plan.namespaces) if (unaskLines(namespace).length > 0) await ipBatch(unaskLines(namespace), nameOf(namespace.name))
  const rulesets = Object.fromEntries(plan.namespaces.flatMap(one => one.nft.length > 0 ? [[nameOf(one.name), nftText(one)]] : []))
  const loaded = Object.keys(rulesets).length > 0 ? await agent.ask({ do: 'filters', namespaces, rulesets }) : { refused: [] }
  return [...(early['refused'] as readonly string[]), ...wired, ...inside.flat(), ...(late['refused'] as readonly string[]), ...(loaded['refused'] as readonly string[])]
}

/** A few at a time: more processes than processors only wait for each other. */
async function inTurns<In, Out>(items: readonly In[], work: (item: In) => Promise<Out>): Promise<readonly Out[]> {
  const results: Out[] = []
  let next = 0
  const worker = async () => { while (next < items.length) { const at = next++; results[at] = await work(items[at] as In) } }
  await Promise.all(Array.from({ length: 4 }, worker))
  return results
}

/** Names as in the plan, without the word of the run. */
function renamed(result: RawResult, word: string): RawResult {
  const plainName = (name: string) => name.startsWith(word) ? name.slice(word.length) : name
  return {
    ...result, accepted: result.accepted.map(([name, source]) => [plainName(name), source]), notes: result.notes.map(([name, what, way]) => [plainName(name), what, way]),
    events: (result.events ?? []).map(([at, name, ...rest]) => [at, plainName(name), ...rest]),
  }
}

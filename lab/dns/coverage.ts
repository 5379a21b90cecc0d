import { parseCorefile } from '@/lib/corefile/parse'
import { outcomeOf } from './compare'
import type { CheckedQuestion } from './run-scenario'
import type { DnsScenario } from './scenario'

/** What the scenarios had and what came of their questions. */
export interface Coverage { readonly plugins: Map<string, number>; readonly outcomes: Map<string, number>; readonly undetermined: Map<string, number>; readonly actors: Map<string, number> }

export const newCoverage = (): Coverage => ({ plugins: new Map(), outcomes: new Map(), undetermined: new Map(), actors: new Map() })

const count = (counts: Map<string, number>, key: string): void => { counts.set(key, (counts.get(key) ?? 0) + 1) }

/** Counts plugins by scenario, outcomes by question. */
export function cover(coverage: Coverage, { servers }: DnsScenario, checked: readonly CheckedQuestion[]): void {
  for (const plugin of new Set(servers.flatMap(({ corefile }) => pluginsOf(corefile)))) count(coverage.plugins, plugin)
  for (const { verdict, real, engine } of checked) {
    if (verdict.type === 'undetermined') { count(coverage.undetermined, verdict.code); continue }
    count(coverage.outcomes, outcomeOf(real))
    for (const actor of new Set(engine.flatMap(({ steps }) => steps.map(step => `${step.actor} ${step.did}`)))) count(coverage.actors, actor)
  }
}

function pluginsOf(corefile: string): readonly string[] {
  const parsed = parseCorefile(corefile)
  return parsed.ok ? parsed.value.flatMap(({ directives }) => directives.map(({ name }) => name)) : []
}

export function coverageText({ plugins, outcomes, undetermined, actors }: Coverage): string {
  const line = (title: string, counts: ReadonlyMap<string, number>) => `${title}: ${[...counts].sort((a, b) => b[1] - a[1]).map(([key, number]) => `${key} ${number}`).join(', ') || 'none'}`
  return [line('outcomes (questions)', outcomes), line('plugins (scenarios)', plugins), line('what plugins did (questions)', actors), line('not compared, because undetermined (questions)', undetermined)].join('\n')
}

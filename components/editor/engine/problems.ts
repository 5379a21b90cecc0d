import type { ToldProblem } from '@/components/editor/protocol'
import type { Catalogue } from '@/lib/explain/catalogue'
import { sayProblem } from '@/lib/explain/problem'
import type { Problem } from '@/lib/network/problem'

/** Problems in words, errors first. */
export function toldProblems(problems: readonly Problem[], catalogue: Catalogue): readonly ToldProblem[] {
  const told = problems.map(({ severity, code, element, field, facts }): ToldProblem => ({ severity, element, field: field ?? null, sentence: sayProblem({ code, element, facts }, catalogue) }))
  return [...told.filter(({ severity }) => severity === 'error'), ...told.filter(({ severity }) => severity === 'warning')]
}

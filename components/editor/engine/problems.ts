import type { ToldProblem } from '@/components/editor/protocol'
import type { Catalogue } from '@/lib/explain/catalogue'
import { sayProblem } from '@/lib/explain/problem'
import type { Problem } from '@/lib/network/problem'
import type { Facts } from '@/lib/network/route'

/** Problems in words, errors first. */
export function toldProblems(problems: readonly Problem[], catalogue: Catalogue): readonly ToldProblem[] {
  const told = problems.map(({ severity, code, element, field, facts }): ToldProblem => ({ severity, element, field: field ?? null, sentence: sayProblem({ code, element, facts }, catalogue), place: placeIn(facts) }))
  return [...told.filter(({ severity }) => severity === 'error'), ...told.filter(({ severity }) => severity === 'warning')]
}

/** Problems of a text say where in it by the facts `line` and `column`. */
function placeIn({ line, column }: Facts): ToldProblem['place'] {
  const place = { line: Number(line ?? 0), column: Number(column ?? 0) }
  return place.line > 0 && place.column > 0 ? place : null
}

import { checkSurroundings } from '@/lib/design/check/surroundings'
import { subjectsOf } from '@/lib/design/check/subjects'
import type { Design } from '@/lib/design/design'
import { err, ok, type Result } from '@/lib/net/result'
import { completeAll } from './complete'
import { createSupport } from './create-element'
import { withDependents } from './descendants'

/** Rounds in which one change may ask for the next: a node for its pods. */
const ROUND_LIMIT = 4

/**
 * Fills in anew what no longer stands together with what it names: the pods of a node that has left, the nodes of a subnet that has. The error is
 * the sentence of what cannot be mended so.
 */
export function reunite(design: Design): Result<Design, string> {
  let now = design
  for (let round = 0; ; round++) {
    const findings = checkSurroundings(subjectsOf(now as unknown as Readonly<Record<string, unknown>>))
    const [first] = findings
    if (!first) return ok(now)
    if (round === ROUND_LIMIT) return err(first.say())
    const next = completeAll(now, withDependents(now, findings.flatMap(({ path }) => path[1] ?? [])), { mode: 'moved', create: createSupport })
    if (!next.ok) return next
    now = next.value
  }
}

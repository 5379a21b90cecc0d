import * as z from 'zod'
import type { SuiteCase } from '@/cli/suite/suite'
import { readPart } from '@/cli/suite/read-json'
import { ok, type Result } from '@/lib/net/result'

/** What people may write beside a case; it is not compared. */
const FOR_PEOPLE = { comment: z.string().optional(), desc: z.string().optional() }

/** One kind of question: what a scenario of it holds, ready to be run. */
export interface Kind {
  readonly name: string
  readonly read: (scenario: RawScenario) => Result<readonly SuiteCase[], string>
}

export interface RawScenario { readonly name: string; readonly kind: string; readonly fixture?: unknown; readonly cases: readonly unknown[]; readonly place: string }

/** A kind from the forms of its fixture and its cases. `run` says what disagrees; null: nothing. */
export function defineKind<Fixture extends z.ZodType, Shape extends z.ZodRawShape>(
  { name, fixture, shape, run }: { readonly name: string; readonly fixture: Fixture; readonly shape: Shape; readonly run: (one: z.output<z.ZodObject<Shape>>, fixture: z.output<Fixture>) => string | null },
): Kind {
  const form = z.strictObject({ id: z.string(), ...FOR_PEOPLE, ...shape })
  return {
    name,
    read: scenario => {
      const shared = readPart(scenario.fixture ?? {}, fixture, `${scenario.place}.fixture`)
      if (!shared.ok) return shared
      const cases: SuiteCase[] = []
      for (const [at, raw] of scenario.cases.entries()) {
        const one = readPart(raw, form, `${scenario.place}.cases[${at}]`)
        if (!one.ok) return one
        const { id } = one.value as { readonly id: string }
        cases.push({ id: `${scenario.name}/${id}`, run: () => run(one.value as z.output<z.ZodObject<Shape>>, shared.value) })
      }
      return ok(cases)
    },
  }
}

/** Two values in the form in which they are compared; null where they are the same. */
export function differ(what: string, expected: unknown, actual: unknown): string | null {
  const [want, got] = [JSON.stringify(expected), JSON.stringify(actual)]
  return want === got ? null : `${what}: expected ${want}, got ${got}`
}

/** The first disagreements of several comparisons, one per line. */
export function disagreements(...all: readonly (string | null)[]): string | null {
  const lines = all.filter(one => one !== null)
  return lines.length === 0 ? null : lines.join('\n')
}

/** Words as a set: without order and repetition. */
export const asSet = (words: readonly string[]): readonly string[] => [...new Set(words)].sort()

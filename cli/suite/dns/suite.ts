import * as z from 'zod'
import { readJson } from '@/cli/suite/read-json'
import type { Suite, SuiteCase } from '@/cli/suite/suite'
import { err, ok, type Result } from '@/lib/net/result'
import { KINDS } from './kinds/index'

const source = z.strictObject({ repo: z.string(), commit: z.string(), license: z.string(), paths: z.array(z.string()) })

const DOCUMENT = z.strictObject({
  suite: z.string(), source: z.union([source, z.strictObject({ sources: z.array(source) })]), notes: z.string(), caseCount: z.int(),
  scenarios: z.array(z.strictObject({ name: z.string(), kind: z.string(), fixture: z.unknown().optional(), cases: z.array(z.unknown()), comment: z.string().optional(), desc: z.string().optional() })),
})

/** Names: resolvers, name servers and what they read. */
export const dns: Suite = {
  name: 'dns',
  read: (text, path) => {
    const document = readJson(text, path, DOCUMENT)
    if (!document.ok) return document
    const { scenarios, caseCount } = document.value
    const cases: SuiteCase[] = []
    for (const [at, scenario] of scenarios.entries()) {
      const read = casesOf({ ...scenario, place: `${path}: scenarios[${at}]` })
      if (!read.ok) return read
      cases.push(...read.value)
    }
    return cases.length === caseCount ? ok(cases) : err(`${path}: caseCount: says ${caseCount}, but there are ${cases.length} cases.`)
  },
}

function casesOf(scenario: Parameters<(typeof KINDS)[number]['read']>[0]): Result<readonly SuiteCase[], string> {
  const kind = KINDS.find(({ name }) => name === scenario.kind)
  return kind ? kind.read(scenario) : err(`${scenario.place}.kind: there is no kind "${scenario.kind}"; there are ${KINDS.map(({ name }) => name).join(', ')}.`)
}

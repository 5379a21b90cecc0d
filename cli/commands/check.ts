import { flagOf } from '@/cli/arguments'
import { CATALOGUE } from '@/cli/catalogue'
import { FAIL_FLAG, JSON_FLAG, type Command } from '@/cli/command'
import { junitOf, type Case } from '@/cli/junit'
import { openDesign } from '@/cli/open-design'
import { badInput, EXIT, json } from '@/cli/outcome'
import type { Assertion } from '@/lib/design/design'
import { tellStory } from '@/lib/explain/tell'
import { plain } from '@/lib/explain/words'
import { err, ok, type Result } from '@/lib/net/result'
import { checkAssertion, type Checked } from '@/lib/verify/assertions'
import type { Prepared } from '@/lib/verify/prepare'

export const check: Command = {
  name: 'check', help: "whether the design's assertions hold",
  syntax: { positionals: ['FILE'], flags: { junit: { value: 'OUT', help: 'write a JUnit report' }, ...FAIL_FLAG, ...JSON_FLAG } },
  run: (given, files) => {
    const opened = openDesign(given.positionals[0] ?? '', files, given.flags.get('fail'))
    if (!opened.ok) return badInput(opened.error)
    const cases = casesOf(opened.value)
    if (!cases.ok) return badInput(cases.error)
    const failed = cases.value.filter(one => one.failure !== null).length
    const report = flagOf(given, 'junit')
    return {
      exit: failed > 0 ? EXIT.no : EXIT.yes,
      out: given.flags.has('json') ? json({ passed: cases.value.length - failed, failed, assertions: cases.value }) : textOf(cases.value, failed),
      ...(report === undefined ? {} : { writes: [{ path: report, text: junitOf(opened.value.design.name, cases.value) }] }),
    }
  },
}

function casesOf(prepared: Prepared): Result<readonly Case[], string> {
  const cases: Case[] = []
  for (const [at, assertion] of prepared.design.assertions.entries()) {
    const checked = checkAssertion(assertion, prepared)
    if (!checked.ok) return err(`assertions.${at}: ${checked.error}`)
    cases.push({ name: nameOf(assertion), holds: checked.value.holds, failure: checked.value.holds ? null : whyNot(checked.value, prepared) })
  }
  return ok(cases)
}

const nameOf = ({ from, to, protocol, port, expect }: Assertion): string => `${from} to ${to}${protocol ?? port ? `, ${[protocol ?? (port === undefined ? undefined : 'tcp'), port].filter(part => part !== undefined).join('/')}` : ''}: ${expect}`

function whyNot({ assertion, answers }: Checked, { network }: Prepared): string {
  const wrong = answers.find(answer => answer.reachability !== assertion.expect)
  return wrong ? `${wrong.reachability} from ${wrong.question.from}: ${plain(tellStory(wrong, network, CATALOGUE).headline)}` : ''
}

function textOf(cases: readonly Case[], failed: number): string {
  const lines = cases.map(({ name, failure }) => failure === null ? `pass  ${name}` : `FAIL  ${name}\n      ${failure}`)
  return `${[...lines, `${cases.length - failed} passed, ${failed} failed`].join('\n')}\n`
}

import { JSON_FLAG, type Command } from '@/cli/command'
import type { Files } from '@/cli/files'
import { badInput, EXIT, json, type Outcome } from '@/cli/outcome'
import { SUITES } from '@/cli/suite/index'
import type { Suite, SuiteCase } from '@/cli/suite/suite'
import { err, ok, type Result } from '@/lib/net/result'

const NAMES = SUITES.map(({ name }) => name)

/** Runs recorded truth: every case of a file, or of the files of a folder. */
export const suite: Command = {
  name: 'suite', help: 'recorded cases against the engine: each disagreement, and how many passed', syntax: { positionals: [NAMES.join('|'), 'PATH'], flags: JSON_FLAG },
  run: ({ positionals: [name = '', path = ''], flags }, files) => {
    const wanted = SUITES.find(one => one.name === name)
    if (!wanted) return badInput(`suite: there is no "${name}"; there are ${NAMES.join(', ')}.`)
    const cases = casesOf(wanted, path, files)
    if (!cases.ok) return badInput(`suite: ${cases.error}`)
    return judged(cases.value, { asJson: flags.has('json') })
  },
}

/** The cases of all files, in the order of their names; a folder without any case is a mistake. */
function casesOf(wanted: Suite, path: string, files: Files): Result<readonly SuiteCase[], string> {
  const listed = files.list(path)
  if (!listed.ok) return listed
  const cases: SuiteCase[] = []
  for (const file of listed.value) {
    const text = files.read(file)
    if (!text.ok) return text
    const read = wanted.read(text.value, file)
    if (!read.ok) return read
    cases.push(...read.value)
  }
  return cases.length === 0 ? err(`${path}: there is no case in it.`) : ok(cases)
}

function judged(cases: readonly SuiteCase[], { asJson }: { readonly asJson: boolean }): Outcome {
  const failures = cases.flatMap(({ id, run }) => {
    const disagreement = run()
    return disagreement === null ? [] : [{ id, disagreement }]
  })
  const passed = cases.length - failures.length
  const exit = failures.length > 0 ? EXIT.no : EXIT.yes
  if (asJson) return { exit, out: json({ passed, failed: failures.length, failures }) }
  const lines = failures.map(({ id, disagreement }) => `${id}\n${disagreement.split('\n').map(line => `  ${line}`).join('\n')}`)
  return { exit, out: [...lines, `${passed} passed, ${failures.length} failed`, ''].join('\n') }
}

import { hint } from '@/lib/design/nearest'
import packageJson from '@/package.json'
import { readArguments } from './arguments'
import type { Command } from './command'
import { ask } from './commands/ask'
import { check } from './commands/check'
import { exportCommand } from './commands/export'
import { lab } from './commands/lab'
import { link } from './commands/link'
import { lookup } from './commands/lookup'
import { query } from './commands/query'
import { routes } from './commands/routes'
import { suite } from './commands/suite'
import { unlink } from './commands/unlink'
import { validate } from './commands/validate'
import type { Files } from './files'
import { helpAll, helpFor } from './help'
import { badInput, EXIT, type Outcome } from './outcome'

export const COMMANDS: readonly Command[] = [validate, ask, lookup, query, routes, check, link, unlink, lab, suite, exportCommand]

const wantsHelp = (word: string) => word === '--help' || word === '-h'

/** What the words after `podway` lead to. Never writes and never exits; only a bug of ours makes it throw. */
export function run(words: readonly string[], files: Files): Outcome {
  const [name, ...rest] = words
  if (name === undefined) return { exit: EXIT.badInput, messages: [helpAll(COMMANDS).trimEnd()] }
  if (name === '--version') return { exit: EXIT.yes, out: `${packageJson.version}\n` }
  if (wantsHelp(name) || name === 'help') return help(rest[0])
  const command = COMMANDS.find(one => one.name === name)
  if (!command) return unknown(name)
  if (rest.some(wantsHelp)) return help(name)
  const given = readArguments(rest, command.syntax)
  if (!given.ok) return badInput(`${name}: ${given.error} See podway ${name} --help.`)
  return command.run(given.value, files)
}

const unknown = (name: string): Outcome => badInput(`Unknown command ${name}${hint(name, COMMANDS.map(one => one.name), `; there are ${COMMANDS.map(one => one.name).join(', ')}`)}`)

function help(name: string | undefined): Outcome {
  if (name === undefined) return { exit: EXIT.yes, out: helpAll(COMMANDS) }
  const command = COMMANDS.find(one => one.name === name)
  return command ? { exit: EXIT.yes, out: helpFor(command) } : unknown(name)
}

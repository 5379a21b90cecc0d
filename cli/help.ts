import type { Command } from './command'

const EXITS = 'Exit codes: 0 reachable or answered, 1 not, 2 bad input, 3 ambiguous, 4 undetermined, 70 a bug of ours.'

const columns = (rows: readonly (readonly [string, string])[]): string => {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n')
}

export function helpAll(commands: readonly Command[]): string {
  const list = columns(commands.map(({ name, syntax, help }) => [`${name} ${syntax.positionals.join(' ')}`, help]))
  return `podway: what happens to a lookup and a packet in a design, hop by hop, both ways.\n\n${list}\n\nFILE is YAML or JSON. podway COMMAND --help lists its flags.\n${EXITS}\n`
}

export function helpFor({ name, help, syntax }: Command): string {
  const flags = Object.entries(syntax.flags)
  const required = flags.flatMap(([flag, { value, required: needed }]) => needed ? [`--${flag} ${value ?? ''}`] : [])
  const list = columns(flags.map(([flag, { value, help: text }]) => [`--${flag}${value === undefined ? '' : ` ${value}`}`, text]))
  return `podway ${[name, ...syntax.positionals, ...required, '[flags]'].join(' ')}\n\n${help}\n\n${list}\n\n${EXITS}\n`
}

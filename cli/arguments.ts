import { hint } from '@/lib/design/nearest'
import { err, ok, type Result } from '@/lib/net/result'

/** A flag of a command: with a value of its own, given once or more often, or alone. */
export interface Flag { readonly value?: string; readonly help: string; readonly required?: true; readonly repeatable?: true; readonly fallback?: string }

export interface Syntax { readonly positionals: readonly string[]; readonly flags: Readonly<Record<string, Flag>> }

export interface Arguments {
  readonly positionals: readonly string[]
  /** Values by flag, in the order given; an empty text for a flag that stands alone. */
  readonly flags: ReadonlyMap<string, readonly string[]>
}

/** The first value of a flag. */
export const flagOf = ({ flags }: Arguments, name: string): string | undefined => flags.get(name)?.[0]

/** Reads what follows a command's name: `--flag value`, `--flag=value` and positionals in any order; `--` ends the flags. */
export function readArguments(words: readonly string[], { positionals: wanted, flags: known }: Syntax): Result<Arguments, string> {
  const positionals: string[] = []
  const flags = new Map<string, readonly string[]>()
  const end = words.includes('--') ? words.indexOf('--') : words.length
  for (let at = 0; at < end; at++) {
    const word = words[at] as string
    if (!word.startsWith('-') || word === '-') { positionals.push(word); continue }
    const [name = '', ...rest] = word.split('=')
    const flag = Object.hasOwn(known, name.replace(/^--/, '')) && name.startsWith('--') ? known[name.slice(2)] : undefined
    if (!flag) return err(`Unknown flag ${name}${hint(name, Object.keys(known).map(key => `--${key}`))}`)
    if (flag.value === undefined && rest.length > 0) return err(`${name} takes no value.`)
    const value = flag.value === undefined ? '' : rest.length > 0 ? rest.join('=') : at + 1 < end ? words[++at] : undefined
    if (value === undefined) return err(`${name} needs a value: ${name} ${flag.value}.`)
    const before = flags.get(name.slice(2))
    if (before && !flag.repeatable) return err(`${name} was given twice.`)
    flags.set(name.slice(2), [...(before ?? []), value])
  }
  positionals.push(...words.slice(end + 1))
  return complete({ positionals, flags }, wanted, known)
}

function complete(given: Arguments, wanted: Syntax['positionals'], known: Syntax['flags']): Result<Arguments, string> {
  const missing = wanted[given.positionals.length]
  if (missing !== undefined) return err(`${missing} is missing.`)
  const extra = given.positionals[wanted.length]
  if (extra !== undefined) return err(`There is one word too many: ${extra}.`)
  const flag = Object.keys(known).find(name => known[name]?.required && !given.flags.has(name))
  return flag === undefined ? ok(given) : err(`--${flag} ${known[flag]?.value ?? ''} is missing.`)
}

/** A whole number within bounds, or nothing where the flag is not given. */
export function numberOf(given: Arguments, name: string, { from, to }: { readonly from: number; readonly to: number }): Result<number | undefined, string> {
  const text = flagOf(given, name)
  if (text === undefined) return ok(undefined)
  const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN
  return value >= from && value <= to ? ok(value) : err(`--${name} is a number from ${from} to ${to}, not "${text}".`)
}

import type { Arguments, Syntax } from './arguments'
import type { Files } from './files'
import type { Outcome } from './outcome'

export interface Command {
  readonly name: string
  /** What it does, in one line. */
  readonly help: string
  readonly syntax: Syntax
  readonly run: (given: Arguments, files: Files) => Outcome
}

/** Flags that several commands share. */
export const JSON_FLAG = { json: { help: 'print one JSON document and nothing else' } } as const
export const FAIL_FLAG = { fail: { value: 'ID', help: 'ask as if this tunnel or BGP session were down (repeatable)', repeatable: true } } as const

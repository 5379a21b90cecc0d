/** Exit codes of everything that gives an answer. Source: PRODUCT.md, "Command line". */
export const EXIT = { yes: 0, no: 1, badInput: 2, ambiguous: 3, undetermined: 4, ourBug: 70 } as const
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** What a command ends with: standard output, messages for standard error, files to write, and the exit code. */
export interface Outcome {
  readonly exit: ExitCode
  readonly out?: string
  readonly messages?: readonly string[]
  readonly writes?: readonly { readonly path: string; readonly text: string }[]
  /** Work that takes its time, such as a run on the kernel; its outcome takes this one's place. */
  readonly later?: () => Promise<Outcome>
}

/** One sentence about what was wrong with the arguments or a file. */
export const badInput = (...messages: readonly string[]): Outcome => ({ exit: EXIT.badInput, messages })

/** One JSON document. */
export const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

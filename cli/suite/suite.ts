import type { Result } from '@/lib/net/result'

/** One recorded case, ready to be run. */
export interface SuiteCase {
  readonly id: string
  /** What the engine says otherwise, in one line or more; null where it agrees. */
  readonly run: () => string | null
}

/** A form of recorded truth: the runner takes any file or folder of that form. */
export interface Suite {
  readonly name: string
  /** The cases of one file; or a sentence about what is wrong with the file, with its place. */
  readonly read: (text: string, path: string) => Result<readonly SuiteCase[], string>
}

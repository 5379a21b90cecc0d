import { DISK, type Files } from './files'
import { run } from './main'
import { EXIT, type Outcome } from './outcome'

/** Runs the command line on the words after `podway`: writes what came of it, and leaves the exit code to Node, which waits for the writing. */
export function podway(words: readonly string[]): void {
  quietWhenNobodyReads(process.stdout)
  quietWhenNobodyReads(process.stderr)
  const outcome = attempt(words, DISK)
  if (outcome.later) outcome.later().then(write, error => write(bugOf(error)))
  else write(outcome)
}

function write(outcome: Outcome): void {
  const failed = (outcome.writes ?? []).map(({ path, text }) => DISK.write(path, text)).find(written => !written.ok)
  process.exitCode = failed ? EXIT.badInput : outcome.exit
  for (const message of [...(outcome.messages ?? []), ...(failed && !failed.ok ? [failed.error] : [])]) process.stderr.write(`${message}\n`)
  if (outcome.out !== undefined) process.stdout.write(outcome.out)
}

function attempt(words: readonly string[], files: Files): Outcome {
  try {
    return run(words, files)
  } catch (error) {
    return bugOf(error)
  }
}

const bugOf = (error: unknown): Outcome =>
  ({ exit: EXIT.ourBug, messages: [`This is a bug in Podway, not a verdict about the design:\n${error instanceof Error ? error.stack ?? error.message : String(error)}`] })

/** Whoever reads may stop early: `podway routes … | head -1`. */
function quietWhenNobodyReads(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => { if (error.code !== 'EPIPE') throw error })
}

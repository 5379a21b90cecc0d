import { existsSync } from 'node:fs'
import { it } from 'vitest'

/**
 * Recorded truth lies outside the project, beside a checkout. Where it is missing, what needs it is skipped; with CI=true that is a failure,
 * since nobody would see that the comparison has not run.
 */
export function isRecorded(path: string): boolean {
  if (existsSync(path)) return true
  it.skipIf(process.env['CI'] !== 'true')(`needs ${path}`, () => { throw new Error(`The recorded cases are not at ${path}, seen from the root of the project: put the shared folder beside the checkout.`) })
  return false
}

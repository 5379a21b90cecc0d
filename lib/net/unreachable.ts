/**
 * The end of an exhaustive switch: a missing case fails to compile.
 *
 * Throws when reached at run time (our bug, never an outcome of the simulation).
 */
export function unreachable(value: never): never {
  throw new Error(`unreachable case: ${JSON.stringify(value)}`)
}

/** An outcome that the caller must look at: a value, or a reason why there is none. Reasons are literal codes, not sentences. */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E }

/** A Result that holds a value. */
export function ok<T>(value: T): Result<T, never> {
  return { ok: true, value }
}

/** A Result that holds the reason why there is no value. */
export function err<E>(error: E): Result<never, E> {
  return { ok: false, error }
}

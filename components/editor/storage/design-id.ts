const LENGTH = 12
const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789'

/** An id for a design of mine: no example is called so. crypto.randomUUID exists on https only, and a workshop may run over plain http. */
export function newDesignId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(LENGTH))
  return `d-${Array.from(bytes, (byte) => LETTERS[byte % LETTERS.length] ?? '').join('')}`
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const VALUES: ReadonlyMap<string, number> = new Map([...ALPHABET].map((character, value) => [character, value]))

/** Bytes as text that survives in a URL: base64url without padding. Source: RFC 4648 section 5. */
export function toBase64url(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + 3)
    const group = (a << 16) | (b << 8) | c
    const length = Math.min(bytes.length - at, 3) + 1
    for (let n = 0; n < length; n++) text += ALPHABET[(group >> (18 - 6 * n)) & 63]
  }
  return text
}

/** The bytes, or undefined for any text that {@link toBase64url} does not write (bits left over must be zero, RFC 4648 section 3.5). */
export function fromBase64url(text: string): Uint8Array | undefined {
  if (text.length % 4 === 1) return undefined
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4))
  let held = 0
  let bits = 0
  let at = 0
  for (const character of text) {
    const value = VALUES.get(character)
    if (value === undefined) return undefined
    held = ((held << 6) | value) & 0xffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes[at++] = held >> bits
  }
  return (held & ((1 << bits) - 1)) === 0 ? bytes : undefined
}

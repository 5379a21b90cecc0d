import { strFromU8, strToU8 } from 'fflate'

/** What ends a text, what begins an escape, what UTF-8 cannot write (lone surrogates), and what readers of UTF-8 take away (a byte order mark). */
const ESCAPED = /[\0\u0001\ufeff]|\p{Surrogate}/gu
const ESCAPE = /\u0001([0-9a-f]{4})/g

/** A text as UTF-8 without a zero byte, any JavaScript text exactly. */
export function textToBytes(text: string): Uint8Array {
  return strToU8(text.replace(ESCAPED, character => `\u0001${character.charCodeAt(0).toString(16).padStart(4, '0')}`))
}

/** Inverse of {@link textToBytes}; undefined for bytes that are not UTF-8. */
export function textFromBytes(bytes: Uint8Array): string | undefined {
  const text = strFromU8(bytes)
  if (text.includes('\ufffd') && strToU8(text).some((byte, at) => byte !== bytes[at])) return undefined
  return text.replace(ESCAPE, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
}

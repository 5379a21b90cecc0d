import { LINK_LIMITS } from '@/lib/link/limits'
import { SHAPE_KEYS } from './shapes'
import { textFromBytes } from './text'

/** Bytes with a place in them, what they have told so far, and what may still be spent. */
export interface Reader {
  readonly bytes: Uint8Array
  at: number
  readonly texts: string[]
  readonly knownTexts: Set<string>
  readonly shapes: (readonly string[])[]
  readonly networks: string[]
  readonly knownNetworks: Set<string>
  values: number
  characters: number
}

export const newReader = (bytes: Uint8Array): Reader => ({
  bytes, at: 0, texts: [], knownTexts: new Set(), shapes: [...SHAPE_KEYS], networks: [], knownNetworks: new Set(),
  values: LINK_LIMITS.values, characters: LINK_LIMITS.allCharacters,
})

/** Reading stops by throwing one of these; `unpack` alone catches them. */
export type Stop = 'too-large' | 'unreadable'
export function stop(why: Stop): never { throw new Error(why) }
export const whyStopped = (error: unknown): Stop | undefined => (error instanceof Error && (error.message === 'too-large' || error.message === 'unreadable') ? error.message : undefined)

export function readByte(reader: Reader): number {
  const byte = reader.bytes[reader.at++]
  return byte === undefined ? stop('unreadable') : byte
}

/** A whole number up to 2⁵³−1. */
export function readVarint(reader: Reader): number {
  let value = 0
  for (let unit = 1; unit <= 2 ** 49; unit *= 128) {
    const byte = readByte(reader)
    value += (byte & 127) * unit
    if (!Number.isSafeInteger(value)) stop('unreadable')
    if (byte < 128) return value
  }
  return stop('unreadable')
}

/** A count of things that each take at least a byte or a value of the budget. */
export function readCount(reader: Reader): number {
  const count = readVarint(reader)
  return count > reader.values ? stop('too-large') : count
}

export function spendValue(reader: Reader): void {
  if (--reader.values < 0) stop('too-large')
}

/** Each use of a text counts, so that a short link cannot stand for a huge file. */
function spendText(reader: Reader, text: string): string {
  reader.characters -= text.length
  return reader.characters < 0 ? stop('too-large') : text
}

/** The bytes up to the next zero, as text. */
export function readPlainText(reader: Reader): string {
  const end = reader.bytes.indexOf(0, reader.at)
  if (end < 0) return stop('unreadable')
  if (end - reader.at > LINK_LIMITS.textCharacters * 4) return stop('too-large')
  const text = textFromBytes(reader.bytes.subarray(reader.at, end)) ?? stop('unreadable')
  if (text.length > LINK_LIMITS.textCharacters) return stop('too-large')
  reader.at = end + 1
  return spendText(reader, text)
}

/** A text that has the next number if it is new. */
export function readText(reader: Reader): string {
  const text = readPlainText(reader)
  if (!reader.knownTexts.has(text)) {
    reader.knownTexts.add(text)
    reader.texts.push(text)
  }
  return text
}

export function knownText(reader: Reader, number: number): string {
  const text = reader.texts[number]
  return text === undefined ? stop('unreadable') : spendText(reader, text)
}

/** `count` things, read one after the other. */
export function listOf<T>(count: number, read: () => T): readonly T[] {
  const items: T[] = []
  for (let n = 0; n < count; n++) items.push(read())
  return items
}

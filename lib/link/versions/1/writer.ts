import { SHAPE_KEYS } from './shapes'
import { textToBytes } from './text'

/** The bytes so far, and what they let later ones refer to by number. */
export interface Writer {
  readonly bytes: number[]
  readonly texts: Map<string, number>
  readonly shapes: Map<string, number>
  readonly networks: Map<string, number>
}

export const newWriter = (): Writer => ({ bytes: [], texts: new Map(), shapes: new Map(SHAPE_KEYS.map((keys, number) => [nameOfShape(keys), number])), networks: new Map() })

export const nameOfShape = (keys: readonly string[]): string => JSON.stringify(keys)

/** Gives a thing the next number, unless it has one. */
export const number = (known: Map<string, number>, thing: string): void => { if (!known.has(thing)) known.set(thing, known.size) }

/** 7 bits a byte, the low ones first, the high bit set on all but the last. */
export function writeVarint({ bytes }: Writer, value: number): void {
  let rest = value
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128)
  bytes.push(rest)
}

/** A text in full, without a token. */
export function writePlainText({ bytes }: Writer, text: string): void {
  for (const byte of textToBytes(text)) bytes.push(byte)
  bytes.push(0)
}

/** A text that has the next number if it is new. */
export function writeText(writer: Writer, text: string): void {
  writePlainText(writer, text)
  number(writer.texts, text)
}

/** A small number as one byte from `first` on, another after its token. */
export function writeNumbered(writer: Writer, value: number, { first, count }: { readonly first: number; readonly count: number }, token: number): void {
  if (value < count) writer.bytes.push(first + value)
  else {
    writer.bytes.push(token)
    writeVarint(writer, value)
  }
}

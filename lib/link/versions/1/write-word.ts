import { ipv4Of } from './addresses'
import { KNOWN, TOKEN, WORD } from './tokens'
import { WORDS } from './words'
import { writeAddress } from './write-address'
import { writeNumbered, writeText, type Writer } from './writer'

const WORD_NUMBERS: ReadonlyMap<string, number> = new Map(WORDS.map((word, number) => [word, number]))

/** A text as a value, in the shortest of its forms. */
export function writeWord(writer: Writer, text: string): void {
  const word = WORD_NUMBERS.get(text)
  if (word !== undefined) { writer.bytes.push(WORD.first + word); return }
  const known = writer.texts.get(text)
  if (known !== undefined) { writeNumbered(writer, known, KNOWN, TOKEN.known); return }
  const address = ipv4Of(text)
  if (address) writeAddress(writer, address)
  else {
    writer.bytes.push(TOKEN.text)
    writeText(writer, text)
  }
}

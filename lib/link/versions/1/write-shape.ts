import { KEYS } from './keys'
import { writeWord } from './write-word'
import { nameOfShape, number, writeVarint, type Writer } from './writer'

const KEY_NUMBERS: ReadonlyMap<string, number> = new Map(KEYS.map((key, number) => [key, number]))

/** Keys of the table in its order, then the others in theirs. What is undefined is left out. */
export function keysOf(map: object): readonly string[] {
  const rank = (key: string) => KEY_NUMBERS.get(key) ?? KEYS.length
  return Object.keys(map).filter(key => (map as Record<string, unknown>)[key] !== undefined).sort((a, b) => rank(a) - rank(b))
}

/** A shape by its number from 1 on, or 0 and its keys: each by its number from 1 on, or 0 and a text value. */
export function writeShape(writer: Writer, keys: readonly string[]): void {
  const known = writer.shapes.get(nameOfShape(keys))
  if (known !== undefined) { writeVarint(writer, known + 1); return }
  writeVarint(writer, 0)
  writeVarint(writer, keys.length)
  for (const key of keys) {
    const inTable = KEY_NUMBERS.get(key)
    if (inTable !== undefined) writeVarint(writer, inTable + 1)
    else {
      writeVarint(writer, 0)
      writeWord(writer, key)
    }
  }
  number(writer.shapes, nameOfShape(keys))
}

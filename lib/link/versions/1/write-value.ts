import { SHORT_LIST, TOKEN } from './tokens'
import { keysOf, writeShape } from './write-shape'
import { writeWord } from './write-word'
import { nameOfShape, writePlainText, writeVarint, type Writer } from './writer'

/** Any plain value: null, truth values, numbers, texts, lists, maps. */
export function writeValue(writer: Writer, value: unknown): void {
  if (value === null) writer.bytes.push(TOKEN.null)
  else if (typeof value === 'boolean') writer.bytes.push(value ? TOKEN.true : TOKEN.false)
  else if (typeof value === 'number') writeNumber(writer, value)
  else if (typeof value === 'string') writeWord(writer, value)
  else if (Array.isArray(value)) writeList(writer, value)
  else {
    writer.bytes.push(TOKEN.map)
    writeMap(writer, value as object)
  }
}

function writeNumber(writer: Writer, value: number): void {
  if (Number.isSafeInteger(value) && !Object.is(value, -0)) {
    writer.bytes.push(value < 0 ? TOKEN.negative : TOKEN.int)
    writeVarint(writer, Math.abs(value))
  } else {
    writer.bytes.push(TOKEN.number)
    writePlainText(writer, Object.is(value, -0) ? '-0' : String(value))
  }
}

function writeList(writer: Writer, items: readonly unknown[]): void {
  const keys = items.map(item => (typeof item === 'object' && item !== null && !Array.isArray(item) ? keysOf(item) : undefined))
  const [first] = keys
  if (first && keys.every(other => other && nameOfShape(other) === nameOfShape(first))) {
    writer.bytes.push(TOKEN.table)
    writeShape(writer, first)
    writeVarint(writer, items.length)
    for (const item of items) for (const key of first) writeValue(writer, (item as Record<string, unknown>)[key])
  } else {
    if (items.length < SHORT_LIST.count) writer.bytes.push(SHORT_LIST.first + items.length)
    else {
      writer.bytes.push(TOKEN.list)
      writeVarint(writer, items.length)
    }
    for (const item of items) writeValue(writer, item)
  }
}

/** A map without its token: its shape, then its values. */
export function writeMap(writer: Writer, map: object): void {
  const keys = keysOf(map)
  writeShape(writer, keys)
  for (const key of keys) writeValue(writer, (map as Record<string, unknown>)[key])
}

import { LINK_LIMITS } from '@/lib/link/limits'
import { KEYS } from './keys'
import { addressNear, readAddress, readPrefix } from './read-address'
import { knownText, listOf, readByte, readCount, readPlainText, readText, readVarint, spendValue, stop, type Reader } from './reader'
import { KNOWN, NEAR, SHORT_LIST, TOKEN, WORD } from './tokens'
import { WORDS } from './words'

export function readValue(reader: Reader, depth: number): unknown {
  if (depth > LINK_LIMITS.depth) return stop('too-large')
  spendValue(reader)
  const token = readByte(reader)
  if (token >= WORD.first) return WORDS[token - WORD.first] ?? stop('unreadable')
  if (token >= KNOWN.first) return knownText(reader, token - KNOWN.first)
  if (token >= NEAR.first) return addressNear(reader, token - NEAR.first)
  if (token >= SHORT_LIST.first) return listOf(token - SHORT_LIST.first, () => readValue(reader, depth + 1))
  switch (token) {
    case TOKEN.null: return null
    case TOKEN.false: return false
    case TOKEN.true: return true
    case TOKEN.text: return readText(reader)
    case TOKEN.known: return knownText(reader, readVarint(reader))
    case TOKEN.list: return listOf(readCount(reader), () => readValue(reader, depth + 1))
    case TOKEN.map: return readMap(reader, depth)
    case TOKEN.table: return readTable(reader, depth)
    case TOKEN.int: return readVarint(reader)
    case TOKEN.negative: return -readVarint(reader)
    case TOKEN.number: return readNumber(reader)
    case TOKEN.address: case TOKEN.near: return readAddress(reader, token)
    case TOKEN.prefix: return readPrefix(reader)
    default: return stop('unreadable')
  }
}

function readNumber(reader: Reader): number {
  const text = readPlainText(reader)
  const value = text.length > 32 ? NaN : Number(text)
  return Number.isFinite(value) && (String(value) === text || text === '-0') ? value : stop('unreadable')
}

/** A map without its token. */
export function readMap(reader: Reader, depth: number): Readonly<Record<string, unknown>> {
  return readFields(reader, readShape(reader), depth)
}

function readFields(reader: Reader, keys: readonly string[], depth: number): Readonly<Record<string, unknown>> {
  return Object.fromEntries(keys.map(key => [key, readValue(reader, depth + 1)]))
}

function readTable(reader: Reader, depth: number): readonly unknown[] {
  const keys = readShape(reader)
  return listOf(readCount(reader), () => {
    spendValue(reader)
    return readFields(reader, keys, depth + 1)
  })
}

/** Keys are texts, each once. */
function readShape(reader: Reader): readonly string[] {
  const number = readVarint(reader)
  if (number > 0) return reader.shapes[number - 1] ?? stop('unreadable')
  const keys = listOf(readCount(reader), () => {
    spendValue(reader)
    const known = readVarint(reader)
    const key = known > 0 ? KEYS[known - 1] : readValue(reader, LINK_LIMITS.depth)
    return typeof key === 'string' ? key : stop('unreadable')
  })
  if (new Set(keys).size < keys.length) stop('unreadable')
  reader.shapes.push(keys)
  return keys
}

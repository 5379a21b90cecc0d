import { LINK_LIMITS } from '@/lib/link/limits'
import { err, ok, type Result } from '@/lib/net/result'
import { readLayout } from './layout'
import { newReader, readPlainText, readText, readVarint, stop, whyStopped, type Reader, type Stop } from './reader'
import { readMap, readValue } from './read-value'

/** The document that `pack` wrote, not yet checked. Bytes that it never writes are unreadable; never throws. */
export function unpack(bytes: Uint8Array): Result<unknown, Stop> {
  try {
    return ok(readDocument(newReader(bytes)))
  } catch (error) {
    const why = whyStopped(error)
    if (why === undefined) throw error
    return err(why)
  }
}

function readDocument(reader: Reader): unknown {
  const more = () => reader.at < reader.bytes.length
  const name = readPlainText(reader)
  const elements = readVarint(reader)
  const links = readVarint(reader)
  if (elements + links > LINK_LIMITS.subjects) return stop('too-large')
  const ids = Array.from({ length: elements + links }, () => readText(reader))
  const subjects = ids.map((id): readonly [string, unknown] => [id, readMap(reader, 1)])
  const assertions = more() ? readValue(reader, 1) : []
  const layout = more() ? readLayout(reader) : {}
  if (more()) return stop('unreadable')
  return { podway: 1, name, elements: byId(subjects.slice(0, elements)), links: byId(subjects.slice(elements)), assertions, layout }
}

function byId(subjects: readonly (readonly [string, unknown])[]): Readonly<Record<string, unknown>> {
  return new Map(subjects).size < subjects.length ? stop('unreadable') : Object.fromEntries(subjects)
}

import type { Design } from '@/lib/design/design'
import { writeLayout } from './layout'
import { writeMap, writeValue } from './write-value'
import { newWriter, writePlainText, writeText, writeVarint } from './writer'

/**
 * A design as bytes: its name, how many elements and links, their ids, their fields; then assertions and layout, unless there is nothing more.
 *
 * Elements, links and places keep their order; fields have that of KEYS.
 */
export function pack({ name, elements, links, assertions, layout }: Design): Uint8Array {
  const writer = newWriter()
  writePlainText(writer, name)
  writeVarint(writer, Object.keys(elements).length)
  writeVarint(writer, Object.keys(links).length)
  for (const id of [...Object.keys(elements), ...Object.keys(links)]) writeText(writer, id)
  for (const subject of [...Object.values(elements), ...Object.values(links)]) writeMap(writer, subject)
  const hasLayout = Object.keys(layout).length > 0
  if (assertions.length > 0 || hasLayout) writeValue(writer, assertions)
  if (hasLayout) writeLayout(writer, layout)
  return Uint8Array.from(writer.bytes)
}

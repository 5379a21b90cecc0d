import type { Placement } from '@/lib/design/design'
import { readByte, readCount, readVarint, stop, type Reader } from './reader'
import { readValue } from './read-value'
import { writeValue } from './write-value'
import { writeVarint, type Writer } from './writer'

/*
 * Places on a grid: the largest step that all numbers are multiples of (0 where some are no whole numbers), then for each place its id, which of
 * w and h it has, and its numbers in steps, with the sign in the lowest bit; without a grid the numbers are plain values.
 */
const HAS_W = 1
const HAS_H = 2

export function writeLayout(writer: Writer, layout: Readonly<Record<string, Placement>>): void {
  const places = Object.entries(layout)
  const grid = gridOf(places.flatMap(([, place]) => numbersOf(place)))
  writeVarint(writer, grid)
  writeVarint(writer, places.length)
  for (const [id, place] of places) {
    writeValue(writer, id)
    writer.bytes.push((place.w === undefined ? 0 : HAS_W) | (place.h === undefined ? 0 : HAS_H))
    for (const number of numbersOf(place)) {
      if (grid === 0) writeValue(writer, number)
      else writeVarint(writer, number < 0 ? (-number / grid) * 2 - 1 : (number / grid) * 2)
    }
  }
}

const numbersOf = ({ x, y, w, h }: Placement): readonly number[] => [x, y, w, h].filter(number => number !== undefined)

function gridOf(numbers: readonly number[]): number {
  if (numbers.some(number => !Number.isSafeInteger(number) || Math.abs(number) > 2 ** 51 || Object.is(number, -0))) return 0
  return numbers.reduce((step, number) => divisor(step, Math.abs(number)), 0) || 1
}

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b))

export function readLayout(reader: Reader): Readonly<Record<string, unknown>> {
  const grid = readVarint(reader)
  const count = readCount(reader)
  const places: [string, unknown][] = []
  for (let n = 0; n < count; n++) {
    const id = readValue(reader, 0)
    const has = readByte(reader)
    if (typeof id !== 'string' || has > (HAS_W | HAS_H)) return stop('unreadable')
    const number = () => (grid === 0 ? readValue(reader, 0) : onGrid(readVarint(reader), grid))
    const corner = { x: number(), y: number() }
    const width = has & HAS_W ? { w: number() } : {}
    places.push([id, { ...corner, ...width, ...(has & HAS_H ? { h: number() } : {}) }])
  }
  return new Map(places).size < places.length ? stop('unreadable') : Object.fromEntries(places)
}

const onGrid = (steps: number, grid: number): number => (steps % 2 === 1 ? -((steps + 1) / 2) * grid : (steps / 2) * grid)

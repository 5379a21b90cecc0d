import { describe, expect, it } from 'vitest'
import { exampleText, loadExample } from '@/lib/examples/index'
import { randomFrom, type Random } from '@/lib/generate/random'
import { toBase64url } from './base64url'
import { crc32 } from './crc32'
import { decodeLink } from './decode'
import { seal } from './envelope'
import { linkOf, parsed, SMALL } from './given.fixture'
import { VERSION_1 } from './versions/1/version'

const COUNT = 10_000
const MEGABYTE = 1024 * 1024
const exampleDesign = (id: string) => parsed(loadExample(id)?.text ?? '', `${id}.design.yaml`, exampleText)
const DESIGNS = [parsed(SMALL), parsed(SMALL), parsed(SMALL), exampleDesign('two-peered-vpcs'), exampleDesign('cassandra-aws-gcp')]
const CHARACTERS = 'ABCabc019-_.#&=%<"\'/ \n\0é'

/** One change anywhere in a sequence: exchanged, taken out, put in, cut off, repeated, moved. */
function mutate<T>(items: readonly T[], other: () => T, random: Random): readonly T[] {
  const at = random.below(items.length)
  const to = at + random.below(8)
  switch (random.below(6)) {
    case 0: return items.with(at, other())
    case 1: return [...items.slice(0, at), ...items.slice(to + 1)]
    case 2: return [...items.slice(0, at), other(), ...items.slice(at)]
    case 3: return items.slice(0, at)
    case 4: return [...items.slice(0, to), ...items.slice(at)]
    default: return [...items.slice(to), ...items.slice(0, to)]
  }
}

const several = <T>(items: readonly T[], other: () => T, random: Random): readonly T[] =>
  Array.from({ length: 1 + random.below(3) }).reduce<readonly T[]>(done => done.length === 0 ? done : mutate(done, other, random), items)

/** What happened on the way, in transit. */
const damaged = (link: string, random: Random): string => several([...link], () => CHARACTERS[random.below(CHARACTERS.length)] ?? '', random).join('')

const mutated = (bytes: Uint8Array, random: Random): Uint8Array => Uint8Array.from(several([...bytes], () => random.below(256), random))

/** Made on purpose: the checksum is right, but not what is compressed, or how. */
function forged(compact: Uint8Array, random: Random): string {
  if (random.below(4) > 0) return `p1.${toBase64url(seal(mutated(compact, random), VERSION_1.dictionary))}`
  const rest = mutated(seal(compact, VERSION_1.dictionary).subarray(4), random)
  const checksum = crc32(rest)
  return `p1.${toBase64url(Uint8Array.from([checksum >>> 24, checksum >>> 16, checksum >>> 8, checksum, ...rest]))}`
}

describe('mutated links', () => {
  it(`${COUNT} of them: each gives a sentence or a valid design; none throws or hangs, and the process does not grow`, () => {
    const given = DESIGNS.map(design => ({ design, link: linkOf(design), compact: VERSION_1.pack(design) }))
    const random = randomFrom(7)
    const outcomes = new Map<string, number>()
    let slowest = 0
    let before = 0
    let most = 0
    for (let n = 0; n < COUNT; n++) {
      const { design, link, compact } = given[random.below(given.length)] ?? given[0] as typeof given[0]
      const inTransit = n % 2 === 0
      const fragment = inTransit ? damaged(link, random) : forged(compact, random)
      const start = performance.now()
      const decoded = decodeLink(fragment)
      slowest = Math.max(slowest, performance.now() - start)
      const outcome = `${inTransit ? 'in transit' : 'forged'}: ${decoded.ok ? 'design' : decoded.error.code}`
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
      if (!decoded.ok) expect(decoded.error.message).toMatch(/^(This link|This is not|The design in this link)/)
      else if (inTransit) expect(decoded.value).toEqual(design)
      if (n === 0) before = process.memoryUsage().rss
      if (n % 50 === 0) most = Math.max(most, process.memoryUsage().rss - before)
    }
    for (const outcome of ['in transit: damaged', 'in transit: not-a-link', 'forged: not-a-design', 'forged: design']) expect(outcomes.get(outcome)).toBeGreaterThan(20)
    expect(slowest).toBeLessThan(5000)
    expect(most / MEGABYTE).toBeLessThan(50)
  })
})

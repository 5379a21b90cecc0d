import { writeDesign } from '@/lib/design/write'
import { exampleText, loadExample } from '@/lib/examples/index'
import { randomFrom, type Random } from '@/lib/generate/random'
import { toBase64url } from './base64url'
import { crc32 } from './crc32'
import { decodeLink } from './decode'
import { seal } from './envelope'
import { linkOf, parsed, SMALL } from './given.fixture'
import { VERSION_1 } from './versions/1/version'

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

/** What became of so many links; `strange`: what no link may do. */
export interface Fuzzed { readonly outcomes: Readonly<Record<string, number>>; readonly strange: readonly string[]; readonly slowestMs: number; readonly grownMegabytes: number }

const SENTENCE = /^(This link|This is not|The design in this link)/

/** The clock in ms and the memory of the process in bytes. */
export interface Gauges { readonly now: () => number; readonly resident: () => number }

/** What a link holds, as text. */
function textOf(link: string): string | undefined {
  const decoded = decodeLink(link)
  return decoded.ok ? writeDesign(decoded.value) : undefined
}

/** Decodes mutated links one after the other, half of them damaged in transit, half forged before the checksum is computed. */
export function fuzz(count: number, { now, resident }: Gauges): Fuzzed {
  const given = DESIGNS.map(design => { const link = linkOf(design); return { intact: textOf(link), link, compact: VERSION_1.pack(design) } })
  const random = randomFrom(7)
  const outcomes: Record<string, number> = {}
  const strange: string[] = []
  let [slowestMs, before, most] = [0, 0, 0]
  for (let n = 0; n < count; n++) {
    const { intact, link, compact } = given[random.below(given.length)] ?? given[0] as typeof given[0]
    const inTransit = n % 2 === 0
    const fragment = inTransit ? damaged(link, random) : forged(compact, random)
    const start = now()
    const decoded = decodeLink(fragment)
    slowestMs = Math.max(slowestMs, now() - start)
    const outcome = `${inTransit ? 'in transit' : 'forged'}: ${decoded.ok ? 'design' : decoded.error.code}`
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
    if (!decoded.ok && !SENTENCE.test(decoded.error.message)) strange.push(`${n}: ${decoded.error.message}`)
    if (decoded.ok && inTransit && writeDesign(decoded.value) !== intact) strange.push(`${n}: another design came out of a damaged link`)
    if (n === 0) before = resident()
    if (n % 50 === 0) most = Math.max(most, resident() - before)
  }
  return { outcomes, strange, slowestMs, grownMegabytes: most / MEGABYTE }
}

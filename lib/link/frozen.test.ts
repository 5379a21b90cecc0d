import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { EXAMPLES, exampleText } from '@/lib/examples/index'
import { decodeLink } from './decode'
import { FIRST_LARGE, FIRST_SMALL } from './first-links.fixture'
import { parsed, SMALL } from './given.fixture'
import { DICTIONARY } from './versions/1/dictionary'
import { KEYS } from './versions/1/keys'
import { SHAPES } from './versions/1/shapes'
import { KNOWN, NEAR, SHORT_LIST, TOKEN, WORD } from './versions/1/tokens'
import { VERSION_1 } from './versions/1/version'
import { WORDS } from './versions/1/words'

const examples = EXAMPLES.map(({ id, file, text }) => ({ id, design: parsed(text, file, exampleText) }))
const hash = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16)

/**
 * Links live in mails and chats for years. What fails here must not be "updated": a changed table is a new folder under versions/ and a new number,
 * and this version stays as it is (README, "A new version").
 */
describe('version 1 is frozen', () => {
  it.each([
    { table: 'dictionary', value: DICTIONARY, expected: '221e3f00608d7362' },
    { table: 'words', value: WORDS, expected: '2b1ae9f4009b3290' },
    { table: 'keys', value: KEYS, expected: 'abc57ca6a8dc8684' },
    { table: 'shapes', value: SHAPES, expected: '4b952328d0e51a64' },
    { table: 'tokens', value: { TOKEN, SHORT_LIST, NEAR, KNOWN, WORD }, expected: '8f4bfcfa04998752' },
  ])('the table of $table', ({ value, expected }) => { expect(hash(value)).toBe(expected) })

  it('links from the first day open', () => {
    expect(decodeLink(FIRST_SMALL)).toEqual({ ok: true, value: parsed(SMALL) })
    expect(hash(decodeLink(FIRST_LARGE))).toBe('b401f516bfe3bef1')
  })

  it('a design gives the same compact bytes as on the first day', () => { expect(hash([...VERSION_1.pack(parsed(SMALL))])).toBe('0e3b01d0852cc130') })
})

describe('the tables', () => {
  it('have room and no doubles; shapes list keys in their order', () => {
    expect(WORDS.length).toBeLessThanOrEqual(WORD.count)
    for (const table of [WORDS, KEYS, SHAPES]) expect(new Set(table).size).toBe(table.length)
    for (const shape of SHAPES) expect(shape.split(' ')).toEqual(KEYS.filter(key => shape.split(' ').includes(key)))
  })

  /** Lines of the Corefile that kubeadm installs, and of kubernetai's README: every design has them. */
  const COMMON = [
    '.:53 {', 'errors', 'health', 'ready', 'pods insecure', 'fallthrough in-addr.arpa ip6.arpa', 'fallthrough', 'forward . /etc/resolv.conf', 'cache 30', 'loop', 'reload', 'loadbalance',
    'kubernetai cluster.local {', 'kubernetes cluster.local in-addr.arpa ip6.arpa {', '}',
  ]
  /** From the providers' lists of regions. */
  const REGIONS = ['eu-west-1', 'europe-west1', 'europe-west4']

  it('hold nothing of an example: no id, name, note, address, domain, nor a line of a Corefile that is not everybody\'s', () => {
    const texts = new Set<string>()
    const collect = (value: unknown): void => {
      if (typeof value === 'string') for (const line of value.split('\n')) texts.add(line.trim())
      else if (typeof value === 'object' && value !== null) for (const [key, inner] of Object.entries(value)) { if (!KEYS.includes(key)) collect(key); collect(inner) }
    }
    for (const { id, design } of examples) if (id.startsWith('cassandra')) collect(design)
    const own = [...texts].filter(text => text.length > 3 && !WORDS.includes(text) && !COMMON.includes(text) && !REGIONS.includes(text))
    expect(own.length).toBeGreaterThan(100)
    const words = ` ${[DICTIONARY, ...WORDS].join(' ').replaceAll(/[^\w./:-]+/g, ' ')} `
    expect(own.filter(text => words.includes(` ${text.replaceAll(/[^\w./:-]+/g, ' ')} `))).toEqual([])
  })
})

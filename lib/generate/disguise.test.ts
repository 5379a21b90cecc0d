import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDesign } from '@/lib/design/parse'
import { cidr, covers, overlaps } from '@/lib/net/cidr'
import { isPrivate } from '@/lib/net/special-prefixes'
import { mapAddresses, prefixesIn } from './addresses-in-text'
import { disguise } from './disguise'
import { randomFrom } from './random'
import { SAMPLE_DESIGN, SAMPLE_MECHANISMS } from './sample-design'
import { shiftOf } from './shift-addresses'
import { writeDesign } from '@/lib/design/write'

const parsed = parseDesign(SAMPLE_DESIGN, { source: 'sample.yaml', mechanisms: SAMPLE_MECHANISMS })
if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
const sample = parsed.value
const seeds = fc.integer()

describe('disguise', () => {
  it('is a valid design for every seed', () => {
    fc.assert(fc.property(seeds, seed => {
      const { design } = disguise(sample, { seed, mechanisms: SAMPLE_MECHANISMS })
      expect(parseDesign(writeDesign(design), { source: 'disguised.yaml', mechanisms: SAMPLE_MECHANISMS })).toEqual({ ok: true, value: design })
    }), { numRuns: 30 })
  })
  it('is the translation of the design itself, but for order, vocabulary and maps', () => {
    fc.assert(fc.property(seeds, seed => {
      const { design, translate, level } = disguise(sample, { seed, mechanisms: SAMPLE_MECHANISMS })
      expect(JSON.parse(level(JSON.stringify(design)))).toEqual(JSON.parse(translate(JSON.stringify(sample))))
    }), { numRuns: 30 })
  })
  it('leaves no id, name or movable address of the original', () => {
    const { design } = disguise(sample, { seed: 7, mechanisms: SAMPLE_MECHANISMS })
    const text = JSON.stringify([design.elements, design.links, design.assertions])
    const providers = ['blue', 'red']
    const ids = [...Object.keys(sample.elements), ...Object.keys(sample.links)]
    expect(ids.filter(id => Object.hasOwn(design.elements, id) || Object.hasOwn(design.links, id))).toEqual([])
    expect(ids.filter(id => !providers.includes(id) && new RegExp(`"${id}(-\\d)?"(?!:)`).test(text))).toEqual([])
    expect(text).not.toContain('10.1.')
    expect(text).not.toContain('web.default')
    expect(text).toContain('0.0.0.0/0')
  })
  it('gives the same for the same seed, and sorts as before where asked to', () => {
    const [one, two] = [1, 1].map(seed => disguise(sample, { seed, mechanisms: SAMPLE_MECHANISMS, order: 'kept' }))
    expect(JSON.stringify(one?.design)).toBe(JSON.stringify(two?.design))
    const sorted = Object.keys(sample.elements).sort().map(id => one?.translate(id))
    expect(sorted).toEqual([...sorted].sort())
  })
})

describe('shift', () => {
  const used = ['10.0.0.0/8', '10.10.0.0/16', '10.10.1.0/24', '10.10.1.37/32', '10.24.0.0/14', '10.25.1.0/24', '172.20.0.0/16', '203.0.113.4/32', '169.254.169.253/32', '35.199.192.0/19', '10.10.0.2/32', 'fd00:1::/48', '2001:db8::/48'].map(cidr)
  it('keeps lengths, relations, distances and what is private', () => {
    fc.assert(fc.property(seeds, seed => {
      const { prefix } = shiftOf(used, randomFrom(seed))
      for (const a of used) {
        expect(prefix(a).length).toBe(a.length)
        expect(isPrivate(prefix(a).address)).toBe(isPrivate(a.address))
        for (const b of used) expect([covers(prefix(a), prefix(b)), overlaps(prefix(a), prefix(b))]).toEqual([covers(a, b), overlaps(a, b)])
      }
      const base = prefix(cidr('10.10.0.0/16')).address
      expect(prefix(cidr('10.10.0.2/32')).address).toBe(base.replace(/0$/, '2'))
    }))
  })
  it.each(['169.254.169.254', '169.254.169.253', '35.199.192.7', '0.0.0.0', '127.0.0.1', '224.0.0.5'])('%s stays', address => {
    const shift = shiftOf([...used, ...prefixesIn(address)], randomFrom(3))
    expect(mapAddresses(address, shift)).toBe(address)
  })
  it('moves private and public addresses', () => {
    const { prefix } = shiftOf(used, randomFrom(3))
    for (const moved of ['10.10.0.0/16', '172.20.0.0/16', '203.0.113.4/32', 'fd00:1::/48', '2001:db8::/48']) expect(prefix(cidr(moved))).not.toEqual(cidr(moved))
  })
})

describe('addresses in text', () => {
  const plusOne = { address: () => '192.0.2.99' as never, prefix: () => cidr('198.51.100.0/24') }
  it.each([
    { name: 'plain', text: 'from 10.0.0.1 to 10.0.0.2.', expected: 'from 192.0.2.99 to 192.0.2.99.' },
    { name: 'a prefix', text: 'via 10.0.0.0/8', expected: 'via 198.51.100.0/24' },
    { name: 'an address with the length of its network', text: '10.0.0.1/8', expected: '192.0.2.99/8' },
    { name: 'with a port', text: 'forward . 10.0.0.1:53', expected: 'forward . 192.0.2.99:53' },
    { name: 'a reverse zone', text: '1.0.10.in-addr.arpa', expected: '100.51.198.in-addr.arpa' },
    { name: 'a pod name', text: '10-0-0-1.default.pod.cluster.local', expected: '192-0-2-99.default.pod.cluster.local' },
    { name: 'IPv6', text: '2001:db8::1', expected: '192.0.2.99' },
    { name: 'a version of four numbers and more is none', text: '1.2.3.4.5 and 300.1.1.1', expected: '1.2.3.4.5 and 300.1.1.1' },
    { name: 'a time is none', text: '10:20:30', expected: '10:20:30' },
  ])('$name', ({ text, expected }) => { expect(mapAddresses(text, plusOne)).toBe(expected) })
})

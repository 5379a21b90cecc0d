import { describe, expect, it } from 'vitest'
import type { Design } from '@/lib/design/design'
import { toBase64url } from './base64url'
import { crc32 } from './crc32'
import { decodeLink } from './decode'
import { encodeLink } from './encode'
import { seal } from './envelope'
import { linkOf, parsed, SMALL } from './given.fixture'
import { LINK_LIMITS } from './limits'
import { VERSION_1 } from './versions/1/version'

const small = parsed(SMALL)
const link = linkOf(small)
/** A link around any compact bytes, with the right checksum. */
const sealed = (compact: Uint8Array) => `p1.${toBase64url(seal(compact, VERSION_1.dictionary))}`
const bytes = (...parts: readonly (string | number | readonly number[])[]) => Uint8Array.from(parts.flatMap(part => typeof part === 'string' ? [...part].map(character => character.charCodeAt(0)) : part))
const packed = (change: object) => sealed(VERSION_1.pack({ ...small, ...change } as Design))
const NAME = 'n\0'

describe('a wrong link gives one sentence and nothing else', () => {
  it.each([
    { rule: 'empty', fragment: '', code: 'not-a-link' },
    { rule: 'a heading of a page', fragment: '#answers', code: 'not-a-link' },
    { rule: 'version 0', fragment: 'p0.AAAA', code: 'not-a-link' },
    { rule: 'markup', fragment: '#<script>alert(1)</script>', code: 'not-a-link' },
    { rule: 'something else, and long', fragment: 'x'.repeat(LINK_LIMITS.characters + 1), code: 'not-a-link' },
    { rule: 'a newer version', fragment: link.replace('p1.', 'p2.'), code: 'newer-version' },
    { rule: 'nothing behind the version', fragment: 'p1.', code: 'damaged' },
    { rule: 'cut in the middle', fragment: link.slice(0, link.length / 2), code: 'damaged' },
    { rule: 'cut by one character', fragment: link.slice(0, -1), code: 'damaged' },
    { rule: 'a bracket that a mail put behind it', fragment: `${link})`, code: 'damaged' },
    { rule: 'two characters exchanged', fragment: link.replace(/^(.{20})(.)(.)/, '$1$3$2'), code: 'damaged' },
    { rule: 'too many characters', fragment: `p1.${'A'.repeat(LINK_LIMITS.characters)}`, code: 'too-large' },
    { rule: 'more bytes than it may unfold to', fragment: sealed(new Uint8Array(LINK_LIMITS.bytes + 1)), code: 'too-large' },
    { rule: 'no bytes', fragment: sealed(bytes()), code: 'not-a-design' },
    { rule: 'too many elements', fragment: sealed(bytes(NAME, [0xff, 0xff, 0xff, 0x7f], 0)), code: 'too-large' },
    { rule: 'more elements than a design has', fragment: sealed(bytes(NAME, [0x89, 0x27], 0, Array.from({ length: 5001 }, (_, n) => [...`e${n}`].map(character => character.charCodeAt(0)).concat(0)).flat(), Array.from({ length: 5001 }, () => [0, 1, 1, 128]).flat())), code: 'not-a-design' },
    { rule: 'a list longer than the link', fragment: sealed(bytes(NAME, 0, 0, 5, [0xff, 0xff, 0xff, 0x7f])), code: 'too-large' },
    { rule: 'a million empty maps in ten bytes', fragment: sealed(bytes(NAME, 0, 0, 7, 0, 0, [0xff, 0xff, 0x3f])), code: 'too-large' },
    { rule: 'lists in lists in lists', fragment: sealed(bytes(NAME, 0, 0, Array.from({ length: 5000 }, () => 17))), code: 'too-large' },
    { rule: 'one text two hundred times over', fragment: sealed(bytes(NAME, 1, 0, 'x'.repeat(20_000), 0, 0, 0, 5, [0xff, 0x01], Array.from({ length: 255 }, () => 64))), code: 'too-large' },
    { rule: 'a text without end', fragment: sealed(bytes('n')), code: 'not-a-design' },
    { rule: 'a text that is not UTF-8', fragment: sealed(bytes([0xff, 0xfe, 0], 0, 0)), code: 'not-a-design' },
    { rule: 'an unknown word', fragment: sealed(bytes(NAME, 0, 0, 255)), code: 'not-a-design' },
    { rule: 'a text that no one wrote', fragment: sealed(bytes(NAME, 0, 0, 64)), code: 'not-a-design' },
    { rule: 'bytes behind the end', fragment: sealed(bytes([...VERSION_1.pack(small)], 0)), code: 'not-a-design' },
    { rule: 'one key twice', fragment: sealed(bytes(NAME, 0, 0, 6, 0, 2, 1, 1, 0, 0)), code: 'not-a-design' },
    { rule: 'assertions that are a text', fragment: packed({ assertions: 'none' as never, layout: { web: { x: 0, y: 0 } } }), code: 'not-a-design' },
    { rule: 'a name without characters', fragment: packed({ name: '' }), code: 'not-a-design' },
    { rule: 'a key that reaches into every object', fragment: packed({ elements: { ...small.elements, web: { ...small.elements['web'], labels: JSON.parse('{"__proto__":"x"}') } } }), code: 'not-a-design' },
    { rule: 'an id that is no id', fragment: packed({ elements: { ...small.elements, 'a b': small.elements['aws'] } }), code: 'not-a-design' },
    { rule: 'an element in nothing', fragment: packed({ elements: { n1: small.elements['n1'] } }), code: 'not-a-design' },
    { rule: 'an unknown mechanism', fragment: packed({ elements: { ...small.elements, k8s: { ...small.elements['k8s'], network: { mechanism: 'no-such' } } } }), code: 'not-a-design' },
  ])('$rule: $code', ({ fragment, code }) => {
    const decoded = decodeLink(fragment)
    expect(decoded).toMatchObject({ ok: false, error: { code } })
    expect(!decoded.ok && decoded.error.message).toMatch(/^This link .*[.]$|^This is not a Podway link.*[.]$|^The design in this link is not valid.*[^.]*/)
    expect(Object.keys(Object.prototype)).toEqual([])
  })

  it('that would unfold to far more than it says is stopped soon', () => {
    const bomb = seal(new Uint8Array(16 * 1024 * 1024), VERSION_1.dictionary)
    bomb.set([0, 16, 0], 4)
    const checksum = crc32(bomb.subarray(4))
    bomb.set([checksum >>> 24, checksum >>> 16, checksum >>> 8, checksum], 0)
    const start = performance.now()
    expect(decodeLink(`p1.${toBase64url(bomb)}`)).toMatchObject({ ok: false, error: { code: 'not-a-design' } })
    expect(performance.now() - start).toBeLessThan(5000)
  })
  it('says what is wrong with the design, and where', () => {
    expect(decodeLink(packed({ elements: { ...small.elements, sub: { kind: 'subnet', parent: 'net', cidr: '10.1.1.1/24' } } }))).toEqual({
      ok: false, error: { code: 'not-a-design', message: expect.stringMatching(/^The design in this link is not valid, at elements\.sub\.cidr: .*host bits set.*10\.1\.1\.0\/24/) },
    })
  })
  it('says which version it would need', () => {
    const decoded = decodeLink('p12.AAAA')
    expect(!decoded.ok && decoded.error.message).toMatch(/newer Podway: it is of link version 12, and this Podway reads links up to version 1\./)
  })
})

describe('no link is made that could not be opened', () => {
  it.each([
    { rule: 'a design that is not valid', design: { ...small, name: '' }, code: 'not-a-design' },
    { rule: 'a place that is no number', design: { ...small, layout: { web: { x: NaN, y: 0 } } }, code: 'not-a-design' },
    {
      rule: 'a design that is too large', code: 'too-large',
      design: { ...small, elements: { ...small.elements, ...Object.fromEntries(Array.from({ length: 1200 }, (_, n) => [`note-${n}`, { kind: 'site', provider: 'aws', note: `${n}`.padStart(1900, `${n * 7919}-`) }])) } as never },
    },
  ])('$rule: $code', ({ design, code }) => { expect(encodeLink(design)).toMatchObject({ ok: false, error: { code } }) })

  it('a design of 5,000 elements has one', () => {
    const many = Object.fromEntries(Array.from({ length: 4980 }, (_, n) => [`host-${n}`, { kind: 'host', parent: 'net', subnet: 'sub', address: `10.1.${n >> 8}.${n & 255}` }]))
    const design = { ...small, elements: { ...small.elements, ...many } } as Design
    expect(decodeLink(linkOf(design))).toEqual({ ok: true, value: design })
  })
})

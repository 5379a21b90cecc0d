import { describe, expect, it } from 'vitest'
import { fromBase64url, toBase64url } from './base64url'
import { crc32 } from './crc32'

const ascii = (text: string) => Uint8Array.from(text, character => character.charCodeAt(0))

describe('base64url', () => {
  it.each([
    { text: '', expected: '' }, { text: 'f', expected: 'Zg' }, { text: 'fo', expected: 'Zm8' }, { text: 'foo', expected: 'Zm9v' }, { text: 'foob', expected: 'Zm9vYg' },
    { text: 'fooba', expected: 'Zm9vYmE' }, { text: 'foobar', expected: 'Zm9vYmFy' }, { text: '\u00fb\u00ff\u00be', expected: '-_--' },
  ])('of "$text" is "$expected" (RFC 4648 section 10, without padding)', ({ text, expected }) => {
    expect(toBase64url(ascii(text))).toBe(expected)
    expect(fromBase64url(expected)).toEqual(ascii(text))
  })
  it.each([
    { rule: 'padding', text: 'Zg==' }, { rule: 'a character of plain base64', text: 'ab+/' }, { rule: 'a length that no bytes have', text: 'Zm9vY' },
    { rule: 'bits left over', text: 'Zh' }, { rule: 'white space', text: 'Zm 9' }, { rule: 'a character beyond', text: 'Zm9é' },
  ])('refuses $rule', ({ text }) => { expect(fromBase64url(text)).toBeUndefined() })
})

describe('CRC-32', () => {
  it.each([{ text: '', expected: 0 }, { text: '123456789', expected: 0xcbf43926 }, { text: 'a', expected: 0xe8b7be43 }])('of "$text" (check values of ISO 3309 CRC-32)', ({ text, expected }) => { expect(crc32(ascii(text))).toBe(expected) })
})

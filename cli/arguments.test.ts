import { describe, expect, it } from 'vitest'
import { numberOf, readArguments, type Syntax } from './arguments'

const syntax: Syntax = { positionals: ['FILE'], flags: { from: { value: 'X', help: '', required: true }, fail: { value: 'ID', help: '', repeatable: true }, json: { help: '' } } }
const read = (...words: readonly string[]) => {
  const given = readArguments(words, syntax)
  return given.ok ? { positionals: given.value.positionals, flags: Object.fromEntries(given.value.flags) } : given.error
}

describe('arguments', () => {
  it.each([
    { name: 'flags and positionals in any order', words: ['--from', 'a', 'f.yaml', '--json'], expected: { positionals: ['f.yaml'], flags: { from: ['a'], json: [''] } } },
    { name: 'a value behind an equals sign', words: ['f.yaml', '--from=a=b'], expected: { positionals: ['f.yaml'], flags: { from: ['a=b'] } } },
    { name: 'a repeated flag keeps its order', words: ['f.yaml', '--from', 'a', '--fail', 'x', '--fail', 'y'], expected: { positionals: ['f.yaml'], flags: { from: ['a'], fail: ['x', 'y'] } } },
    { name: 'after -- everything is positional', words: ['--from', 'a', '--', '--odd.yaml'], expected: { positionals: ['--odd.yaml'], flags: { from: ['a'] } } },
  ])('$name', ({ words, expected }) => { expect(read(...words)).toEqual(expected) })

  it.each([
    { name: 'an unknown flag, with the nearest', words: ['f.yaml', '--form', 'a'], error: 'Unknown flag --form; did you mean --from?' },
    { name: 'an unknown flag that is like none', words: ['f.yaml', '--colour'], error: 'Unknown flag --colour.' },
    { name: 'one dash', words: ['f.yaml', '-from', 'a'], error: 'Unknown flag -from; did you mean --from?' },
    { name: 'a name that every object has', words: ['f.yaml', '--constructor'], error: 'Unknown flag --constructor.' },
    { name: 'a flag without its value', words: ['f.yaml', '--from'], error: '--from needs a value: --from X.' },
    { name: 'a value for a flag that takes none', words: ['f.yaml', '--from', 'a', '--json=yes'], error: '--json takes no value.' },
    { name: 'a flag twice', words: ['f.yaml', '--from', 'a', '--from', 'b'], error: '--from was given twice.' },
    { name: 'a missing positional', words: ['--from', 'a'], error: 'FILE is missing.' },
    { name: 'a positional too many', words: ['f.yaml', 'g.yaml', '--from', 'a'], error: 'There is one word too many: g.yaml.' },
    { name: 'a missing flag', words: ['f.yaml'], error: '--from X is missing.' },
  ])('refuses $name', ({ words, error }) => { expect(read(...words)).toBe(error) })
})

it.each([['7000', 7000], ['0', null], ['65536', null], ['7e3', null], ['-1', null], ['', null], ['99999999999', null]])('reads the number %j as %j', (text, expected) => {
  const number = numberOf({ positionals: [], flags: new Map([['port', [text]]]) }, 'port', { from: 1, to: 65_535 })
  expect(number.ok ? number.value : null).toBe(expected)
})

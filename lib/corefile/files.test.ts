import { expect, it } from 'vitest'
import { parseCorefile } from './parse'

const FILES = { 'custom/a.override': 'log\nrewrite name a b', 'custom/b.override': 'hosts {\n  192.0.2.1 a\n}', 'custom/c.server': 'c.example:53 {\n  errors\n}', 'custom/deep/d.override': 'any' }
const TEXT = '.:53 {\n  errors\n  import custom/*.override\n  cache\n}\nimport custom/*.server\n'

it('files that a pattern fits are read in the order of their names', () => {
  const read = parseCorefile(TEXT, new Map(), FILES)
  expect(read.ok && read.value.map(({ keys, directives }) => [keys[0]?.zone, ...directives.map(({ name }) => name)])).toEqual([['.', 'errors', 'log', 'rewrite', 'hosts', 'cache'], ['c.example', 'errors']])
})

it.each([
  { name: 'a file by its path', text: '. {\n  import custom/a.override\n}', files: FILES, expected: ['log', 'rewrite'] },
  { name: 'a snippet of the same name wins', text: '(custom/a.override) {\n  any\n}\n. {\n  import custom/a.override\n}', files: FILES, expected: ['any'] },
  { name: 'a pattern that fits nothing', text: '. {\n  import other/*\n  errors\n}', files: FILES, expected: ['errors'] },
  { name: 'a file that is not given', text: '. {\n  import other\n}', files: FILES, expected: '2:10 There is no snippet (other) above this import, and no such file is given.' },
  { name: 'an error in a file is told at its import', text: '. {\n  import bad\n}', files: { bad: 'log\n{' }, expected: '2:10 bad, line 2: The brace "{" must stand at the end of the line of its directive.' },
  { name: 'a quote in a file that is never closed', text: '. {\n  import bad\n}', files: { bad: 'log "' }, expected: '2:10 bad, line 1: This quote is never closed.' },
])('$name', ({ text, files, expected }) => {
  const read = parseCorefile(text, new Map(), files)
  expect(read.ok ? read.value[0]?.directives.map(({ name }) => name) : `${read.error.place.line}:${read.error.place.column} ${read.error.message}`).toEqual(expected)
})

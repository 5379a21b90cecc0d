import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { formatDesignError } from '@/lib/design/error'
import { parseDesign } from '@/lib/design/parse'
import { writeDesign } from '@/lib/design/write'
import { MECHANISMS } from '@/lib/mechanisms/index'
import { EXAMPLES, exampleText, loadExample } from './index'

describe('the list of examples', () => {
  it('holds every design in the folder, as it stands there', () => {
    const files = readdirSync('lib/examples').filter(file => file.endsWith('.design.yaml')).sort()
    expect(EXAMPLES.map(({ file }) => file).sort()).toEqual(files)
    for (const { file, text } of EXAMPLES) expect(text).toBe(readFileSync(`lib/examples/${file}`, 'utf8'))
  })
  it('gives one by id, and none for an unknown id', () => {
    expect(loadExample('cassandra-aws-gcp')?.file).toBe('cassandra-aws-gcp.design.yaml')
    expect(loadExample('no-such')).toBeUndefined()
    expect(exampleText('lib/examples/no-such.design.yaml')).toBeUndefined()
  })
})

describe('every example is a design', () => {
  it.each(EXAMPLES)('$id', ({ file, text }) => {
    const parsed = parseDesign(text, { source: `lib/examples/${file}`, mechanisms: MECHANISMS, load: exampleText })
    if (!parsed.ok) expect(parsed.error.map(formatDesignError)).toEqual([])
    else expect(parseDesign(writeDesign(parsed.value), { source: file, mechanisms: MECHANISMS })).toEqual(parsed)
  })
})

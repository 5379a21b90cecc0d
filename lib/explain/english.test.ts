import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Code } from '@/lib/network/ids'
import { ENGLISH } from './english'

const ENGINE = ['trace', 'control', 'converge', 'dns', 'ask', 'verify', 'compile']
const TOPICS = 'address|bgp|cidr|control-plane|design|device|dns|endpoint|filter|interface|internet|link|mtu|nat|reply|route|service|trace|tunnel'

const sources = ENGINE.flatMap(folder => readdirSync(join('lib', folder), { withFileTypes: true, recursive: true })
  .filter(entry => entry.isFile() && entry.name.endsWith('.ts') && !/\.(test|fixture)\.ts$/.test(entry.name))
  .map(entry => readFileSync(join(entry.parentPath, entry.name), 'utf8')))
const codes = [...new Set(sources.flatMap(text => [...text.matchAll(new RegExp(`'((?:${TOPICS})\\.[a-z-]+)'`, 'g'))].map(([, code]) => code as Code)))].sort()

describe('every code that the engine itself gives has a sentence', () => {
  it('finds the codes', () => { expect(codes).toContain('endpoint.not-listening') })
  it.each(codes)('%s', code => { expect(ENGLISH[code]).toBeDefined() })
})

it.each(Object.entries(ENGLISH))('%s says it in sentences', (_code, sentence) => {
  expect(sentence).toMatch(/^[A-Z{].*\.$/)
})

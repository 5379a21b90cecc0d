import { describe, expect, it } from 'vitest'
import { readCorefile } from './corefile'

const names = (text: string) => { const read = readCorefile(text); return read.ok ? read.blocks.map(({ plugins }) => plugins.map(({ name }) => name)) : read.sentence }

describe('a Corefile as it is read', () => {
  it('plugins stand in the order in which they run, not in that of the lines', () => {
    expect(names('. {\n  forward . 192.0.2.53\n  cache 30\n  errors\n  kubernetes cluster.local\n}\n')).toEqual([['errors', 'cache', 'kubernetes', 'forward']])
  })
  it('the same plugin twice keeps its order', () => {
    const read = readCorefile('. {\n  rewrite name a.example b.example\n  errors\n  rewrite name c.example d.example\n}\n')
    expect(read.ok && read.blocks[0]?.plugins.map(({ words }) => words)).toEqual(['', 'name a.example b.example', 'name c.example d.example'])
  })
  it('a block serves its zones, with the port where it is not the usual one', () => {
    const read = readCorefile('example.org:1053 tls://example.net 192.0.2.0/24 {\n  whoami\n}\n')
    expect(read.ok && read.blocks.map(({ serves }) => serves)).toEqual([['example.org:1053', 'tls://example.net', '2.0.192.in-addr.arpa']])
  })
  it('what a snippet brings stands at the line where it is written', () => {
    const read = readCorefile('(base) {\n  errors\n}\n. {\n  import base\n  forward . 192.0.2.53 {\n    policy round_robin\n  }\n}\n')
    expect(read.ok && read.blocks[0]?.plugins.map(({ name, line, options }) => [name, line, options])).toEqual([['errors', 2, []], ['forward', 6, ['policy round_robin']]])
  })
  it('a name that no plugin has is not simulated', () => {
    const read = readCorefile('. {\n  errors\n  flibbertigibbet\n}\n')
    expect(read.ok && read.blocks[0]?.plugins.map(({ name, simulated }) => [name, simulated])).toEqual([['flibbertigibbet', false], ['errors', true]])
  })
  it('an error has its line and column', () => { expect(readCorefile('. {\n  import nothing\n}\n')).toMatchObject({ ok: false, line: 2, column: 10 }) })
})

import { describe, expect, it } from 'vitest'
import { PLUGIN_ORDER } from '@/lib/dns/plugins/order'
import { parseCorefile } from './parse'
import { PUBLIC_COREFILES } from './public.fixture'
import type { Directive, ServerBlock } from './types'
import { unparseCorefile } from './unparse'

/** Blocks without their places: what a Corefile means. */
const meaning = (blocks: readonly ServerBlock[]): unknown => blocks.map(({ keys, directives }) => ({ keys: keys.map(({ scheme, zone, port }) => `${scheme}://${zone}:${port}`), directives: directives.map(plain) }))
const plain = ({ name, args, block }: Directive): unknown => ({ name, args, block: block?.map(plain) ?? null })

const KNOWN = new Set(PLUGIN_ORDER.map(({ name }) => name))

describe.each(PUBLIC_COREFILES)('$name', ({ text, blocks, plugins }) => {
  const read = parseCorefile(text)
  const value = read.ok ? read.value : []

  it('is read: its zones and the plugins of its first block', () => {
    expect(read).toMatchObject({ ok: true })
    expect([value.flatMap(({ keys }) => keys.map(({ zone, port }) => `${zone}:${port}`)), value[0]?.directives.map(({ name }) => name)]).toEqual([blocks, plugins])
  })

  it('means the same when it is written and read again', () => {
    const again = parseCorefile(unparseCorefile(value))
    expect(again.ok && meaning(again.value)).toEqual(meaning(value))
  })

  it('has only plugins that are known', () => {
    expect(value.flatMap(({ directives }) => directives.map(({ name }) => name)).filter(name => !KNOWN.has(name))).toEqual([])
  })
})

it('an unset variable is its default', () => {
  const read = parseCorefile(PUBLIC_COREFILES.at(-1)?.text ?? '')
  expect(read.ok && read.value[0]?.directives.find(({ name }) => name === 'cache')?.args).toEqual(['30'])
})

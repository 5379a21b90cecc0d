import { describe, expect, it } from 'vitest'
import { compile } from '@/lib/compile/compile'
import type { Design } from '@/lib/design/design'
import { linkOf } from '@/lib/network/names'
import { segment } from './mechanism'

const compiled = (lan: Record<string, unknown>) =>
  compile({ podway: 1, name: 'test', elements: { site: { kind: 'site', provider: 'on-premises' }, lan: { kind: 'segment', parent: 'site', ...lan } }, links: {}, assertions: [], layout: {} } as unknown as Design, [segment])

describe('a segment', () => {
  it.each([
    { name: 'is one link whose members are all drawn', lan: {}, known: true },
    { name: 'may hold machines that are not drawn', lan: { config: { othersUnknown: true } }, known: false },
  ])('$name', ({ lan, known }) => {
    expect(compiled(lan).network.links.get(linkOf('lan'))).toMatchObject({ kind: 'segment', up: true, membersKnown: known })
  })

  it.each([
    { name: 'prefixes that lie apart are fine', cidrs: ['192.0.2.0/25', '192.0.2.128/25', '2001:db8::/64'], problems: [] },
    { name: 'overlapping prefixes are a problem', cidrs: ['192.0.2.0/24', '192.0.2.128/25'], problems: ['segment.overlap'] },
  ])('$name', ({ cidrs, problems }) => {
    expect(compiled({ cidrs }).problems.map(({ code }) => code)).toEqual(problems)
  })
})

import { describe, expect, it } from 'vitest'
import type { KindEntry } from '@/components/editor/protocol'
import { found, groupsOf } from './search'

const entry = (title: string, group: KindEntry['group'], help: string): KindEntry => ({ kind: 'vpc', is: 'element', family: 'network', glyph: 'vpc', title, group, help, parents: [], schema: {} })
const kinds = [entry('Security group', 'Filters', 'Says what may reach its members.'), entry('VPC', 'Networks', 'A network of its own.'), entry('Group', 'Places', 'Nothing.')]

describe('finding in the palette', () => {
  it.each([
    { words: '', titles: ['Security group', 'VPC', 'Group'] },
    { words: 'group', titles: ['Group', 'Security group'] },
    { words: 'reach MEMBERS', titles: ['Security group'] },
    { words: 'nothing like it', titles: [] },
  ])('"$words" finds $titles', ({ words, titles }) => expect(found(kinds, words).map(({ title }) => title)).toEqual(titles))
  it('shows groups in their order, and no empty one', () => expect(groupsOf(kinds, '').map(({ group }) => group)).toEqual(['Places', 'Networks', 'Filters']))
  it('shows the group of the best match first', () => expect(groupsOf(found(kinds, 'sec'), 'sec')[0]?.group).toBe('Filters'))
})

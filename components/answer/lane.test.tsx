import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { elementId } from '@/lib/net/element-id'
import type { Lane as Told } from '@/lib/explain/story'
import { Lane } from './lane'

const acts = { named: {}, selected: null, select: () => undefined, selectField: () => undefined, point: () => undefined }
const lane: Told = { stage: 'lookup', state: 'reachable', summary: [{ code: '192.0.2.7' }], lines: [], otherWays: 0, path: [], blockedAt: null }
const render = (more: Partial<Told>) => renderToStaticMarkup(<Lane lane={{ ...lane, ...more }} acts={acts} />)

describe('the notes of a lookup', () => {
  it('stand below its steps: where, the sentence, and the code', () => {
    const html = render({ notes: [{ code: 'dns.denial-kept', element: elementId('dns'), words: ['A denial of ', { code: 'db.example' }, ' is kept.'] }] })
    expect(html).toContain('<ul aria-label="Notes"><li>')
    expect(html.replace(/<[^>]*>/g, '|').replace(/\|+/g, '|')).toContain('|dns|A denial of |db.example| is kept. |dns.denial-kept|')
  })
  it('are written as text, not as markup', () => {
    expect(render({ notes: [{ code: 'dns.denial-kept', element: elementId('dns'), words: ['<b>', { code: '<i>' }] }] })).toMatch(/&lt;b&gt;.*&lt;i&gt;/)
  })
  it('have no list where there are none', () => {
    expect(render({})).not.toContain('Notes')
  })
})

import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { Words } from './words'

it.each([
  { name: 'sets machine words apart', words: ['route ', { code: '10.0.0.0/8' }], expected: 'route <span class="mono"><span class="whole">10.0.0.0/8</span></span>' },
  { name: 'lets a long name break after its dots', words: [{ code: 'cassandra-0.cassandra.db.svc' }], expected: '<span class="mono">cassandra-0.<wbr/>cassandra.<wbr/>db.<wbr/>svc</span>' },
  { name: 'writes markup as text', words: [{ code: '<b>' }, '<i>'], expected: '<span class="mono"><span class="whole">&lt;b&gt;</span></span>&lt;i&gt;' },
])('$name', ({ words, expected }) => expect(renderToStaticMarkup(<Words words={words} />)).toBe(expected))

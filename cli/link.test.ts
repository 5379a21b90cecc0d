import { describe, expect, it } from 'vitest'
import { EXAMPLES, exampleText } from '@/lib/examples/index'
import { parseDesign } from '@/lib/design/parse'
import { MECHANISMS } from '@/lib/mechanisms/index'
import { DISK } from './files'
import { run } from './main'

const podway = (...words: readonly string[]) => run(words, DISK)
const FILE = 'lib/examples/two-peered-vpcs.design.yaml'
const linkTo = (file: string) => (podway('link', file).out ?? '').trim()

describe('link and unlink', () => {
  it.each(EXAMPLES.map(({ file, text }) => ({ file, text })))('$file comes back, what it extends written out', ({ file, text }) => {
    const { exit, out = '' } = podway('unlink', linkTo(`lib/examples/${file}`))
    expect(exit).toBe(0)
    expect(parseDesign(out, { source: 'back.yaml', mechanisms: MECHANISMS })).toEqual(parseDesign(text, { source: file, mechanisms: MECHANISMS, load: exampleText }))
  })

  it('prints one URL, and its length to standard error', () => {
    const { exit, out, messages } = podway('link', FILE)
    expect(exit).toBe(0)
    expect(out).toMatch(/^http:\/\/localhost:3000\/view#p1\.[A-Za-z0-9_-]+\n$/)
    expect(messages).toEqual([`${(out ?? '').trim().split('#')[1]?.length} characters behind the #.`])
  })
  it('names another page', () => { expect(podway('link', FILE, '--base', 'https://example.org/podway/view').out).toMatch(/^https:\/\/example\.org\/podway\/view#p1\./) })
  it('prints JSON', () => {
    const { url, fragment, characters } = JSON.parse(podway('link', FILE, '--json').out ?? '')
    expect(url).toBe(`http://localhost:3000/view#${fragment}`)
    expect(characters).toBe(fragment.length)
    expect(JSON.parse(podway('unlink', url, '--json').out ?? '')).toMatchObject({ podway: 1, name: 'Two peered VPCs, and a third one' })
  })

  it.each([
    { rule: 'with its page', of: (url: string) => url },
    { rule: 'the fragment alone', of: (url: string) => url.split('#')[1] ?? '' },
    { rule: 'the fragment with its #', of: (url: string) => `#${url.split('#')[1]}` },
    { rule: 'white space around it', of: (url: string) => `  ${url}\n` },
  ])('unlink takes a link: $rule', ({ of }) => { expect(podway('unlink', of(linkTo(FILE)))).toMatchObject({ exit: 0, out: expect.stringMatching(/^podway: 1\nname: Two peered/) }) })

  it.each([
    { rule: 'a page without a design', words: ['unlink', 'http://localhost:3000/view'], message: /^This is not a Podway link/ },
    { rule: 'a link that was cut off', words: ['unlink', linkTo(FILE).slice(0, -9)], message: /^This link is damaged or cut off/ },
    { rule: 'a link from the future', words: ['unlink', '#p7.AAAA'], message: /newer Podway/ },
    { rule: 'no link', words: ['unlink'], message: /URL is missing/ },
    { rule: 'no file', words: ['link', 'nowhere.yaml'], message: /^nowhere\.yaml: there is no such file\.$/ },
    { rule: 'a file that is no design', words: ['link', 'package.json'], message: /^package\.json:\d+:\d+ / },
    { rule: 'a base that loads something', words: ['link', FILE, '--base', 'javascript:alert(1)'], message: /^--base is the address of a page/ },
    { rule: 'a base with a fragment', words: ['link', FILE, '--base', 'https://example.org/#a'], message: /^--base is the address of a page/ },
  ])('bad input exits 2: $rule', ({ words, message }) => {
    const { exit, out, messages } = podway(...words)
    expect({ exit, out }).toEqual({ exit: 2, out: undefined })
    expect(messages?.[0]).toMatch(message)
  })
})

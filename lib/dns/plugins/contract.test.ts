import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseCorefile } from '@/lib/corefile/parse'
import { nameServerOf } from '@/lib/network/names'
import { queryServer } from '@/lib/dns/query'
import { cluster, corefile, delivering, smallNetwork, watching } from '@/lib/dns/small-network'
import { PLUGIN_ORDER } from './order'

const FOLDER = 'lib/dns/plugins'
const folders = readdirSync(FOLDER, { withFileTypes: true }).filter(entry => entry.isDirectory()).map(entry => entry.name)
const SECTIONS = ['Description', 'Configuration', 'Example', 'Not modelled', 'Sources']

describe.each(folders)('plugin folder %s', name => {
  const text = readFileSync(`${FOLDER}/${name}/README.md`, 'utf8')
  const example = /```corefile\n([^`]*)```/.exec(text)?.[1] ?? ''

  it('has a README with the fixed sections', () => {
    expect([text.split('\n')[0], [...text.matchAll(/^## (.*)$/gm)].map(match => match[1])]).toEqual([`# ${name}`, SECTIONS])
  })

  it('has an example that is a Corefile', () => {
    expect(parseCorefile(example)).toMatchObject({ ok: true })
    expect(example).not.toBe('')
  })

  it('serves its example, the same twice', () => {
    const network = smallNetwork({ servers: [{ id: 'dns', addresses: ['192.0.2.53'], behaviour: corefile(example, [watching('', 'west'), watching('/etc/east', 'west')]) }], clusters: [cluster('west', {})] })
    const ask = () => queryServer({ server: nameServerOf('dns'), query: { name: 'www.example.org', type: 'A' } }, network, delivering(network))
    expect(ask()).toHaveLength(1)
    expect(ask()).toEqual(JSON.parse(JSON.stringify(ask())))
  })
})

describe('the order of plugins', () => {
  const names = PLUGIN_ORDER.map(plugin => plugin.name)

  it('names every plugin once', () => {
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  })

  it.each([
    { name: 'rewrite changes the question before anything answers', first: 'rewrite', then: 'hosts' },
    { name: 'hosts wins over kubernetes', first: 'hosts', then: 'kubernetes' },
    { name: 'k8s_external stands before kubernetes', first: 'k8s_external', then: 'kubernetes' },
    { name: 'file is reached by fallthrough only', first: 'kubernetes', then: 'file' },
    { name: 'forward takes what is left', first: 'kubernetes', then: 'forward' },
  ])('$name (coredns plugin.cfg)', ({ first, then }) => {
    expect(names.indexOf(first)).toBeLessThan(names.indexOf(then))
  })
})

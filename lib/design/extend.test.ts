import { describe, expect, it } from 'vitest'
import { SAMPLE_DESIGN, SAMPLE_MECHANISMS } from '@/lib/generate/sample-design'
import { formatDesignError } from './error'
import { parseDesign } from './parse'
import { relativePath } from './relative-path'

const FILES: Readonly<Record<string, string>> = {
  'lib/base.yaml': SAMPLE_DESIGN,
  'lib/middle.yaml': 'podway: 1\nname: Middle\nextends: base.yaml\npatch: { elements: { net: { cidrs: [10.1.0.0/16, 10.3.0.0/16] } } }\n',
  'lib/broken.yaml': 'podway: 1\nname: [\n',
  'lib/loop-1.yaml': 'podway: 1\nname: L\nextends: loop-2.yaml\n',
  'lib/loop-2.yaml': 'podway: 1\nname: L\nextends: loop-1.yaml\n',
  'list.yaml': '- a\n',
  ...Object.fromEntries(Array.from({ length: 9 }, (_, n) => [`lib/chain-${n}.yaml`, `podway: 1\nname: C\nextends: ${n === 8 ? 'base' : `chain-${n + 1}`}.yaml\n`])),
}
const load = (path: string) => (Object.hasOwn(FILES, path) ? FILES[path] : undefined)
const parse = (text: string, root?: string) => parseDesign(`podway: 1\nname: Sibling\n${text}`, { source: 'lib/sibling.yaml', mechanisms: SAMPLE_MECHANISMS, load, root })

function designOf(text: string) {
  const parsed = parse(text)
  if (!parsed.ok) throw new Error(parsed.error.map(formatDesignError).join('\n'))
  return parsed.value
}

describe('a design that extends another', () => {
  it('is the other with its own name', () => {
    expect(designOf('extends: ./base.yaml')).toEqual({ ...designOf('extends: ./base.yaml'), name: 'Sibling' })
    expect(Object.keys(designOf('extends: ./base.yaml').elements)).toHaveLength(22)
  })
  it('takes a patch of maps merged, lists replaced, and null removing (RFC 7396)', () => {
    const { elements } = designOf('extends: ./base.yaml\npatch:\n  elements:\n    net: { cidrs: [10.0.0.0/8], note: wide }\n    sub: { networkAcl: null }\n    acl: null\n')
    expect(elements['net']).toEqual({ kind: 'vpc', parent: 'blue', cidrs: ['10.0.0.0/8'], config: { mode: 'plain' }, note: 'wide' })
    expect(elements['sub']).toEqual({ kind: 'subnet', parent: 'net', cidr: '10.1.1.0/24', routeTable: 'rt' })
    expect(elements).not.toHaveProperty('acl')
  })
  it('has its own assertions in place of the others', () => {
    expect(designOf('extends: ./base.yaml\nassertions: []').assertions).toEqual([])
    expect(designOf('extends: ./base.yaml').assertions).toHaveLength(2)
  })
  it('may extend one that extends another', () => {
    expect(designOf('extends: ./middle.yaml').elements['net']).toHaveProperty('cidrs', ['10.1.0.0/16', '10.3.0.0/16'])
    expect(designOf('extends: chain-3.yaml').name).toBe('Sibling')
  })
})

describe('errors of a design that extends another', () => {
  it.each([
    { name: 'a missing file', text: 'extends: ./no.yaml', expected: 'lib/sibling.yaml:3:10 extends: There is no file lib/no.yaml.' },
    { name: 'an absolute path', text: 'extends: /etc/passwd', expected: 'lib/sibling.yaml:3:10 extends: /etc/passwd is not a relative path such as ./base.design.yaml.' },
    { name: 'a URL', text: 'extends: https://example.org/base.yaml', expected: 'lib/sibling.yaml:3:10 extends: https://example.org/base.yaml is not a relative path such as ./base.design.yaml.' },
    { name: 'a path above the beginning', text: 'extends: ../../base.yaml', expected: 'lib/sibling.yaml:3:10 extends: ../../base.yaml leads out of the folder that files are read from.' },
    { name: 'a path out of the root', text: 'extends: ../list.yaml', root: 'lib', expected: 'lib/sibling.yaml:3:10 extends: ../list.yaml leads out of the folder that files are read from.' },
    { name: 'no path', text: 'extends: 5', expected: 'lib/sibling.yaml:3:10 extends: The relative path of a file is expected here.' },
    { name: 'a circle', text: 'extends: loop-1.yaml', expected: 'lib/loop-2.yaml:3:10 extends: The files extend each other in a circle: lib/loop-1.yaml → lib/loop-2.yaml → lib/loop-1.yaml.' },
    { name: 'itself', text: 'extends: sibling.yaml', expected: 'lib/sibling.yaml:3:10 extends: The files extend each other in a circle: lib/sibling.yaml → lib/sibling.yaml.' },
    { name: 'a chain that is too long', text: 'extends: chain-0.yaml', expected: 'lib/chain-6.yaml:3:10 extends: More than 8 files extend one another.' },
    { name: 'a base that is no YAML points to the base', text: 'extends: broken.yaml', expected: 'lib/broken.yaml:3:1: A closing ] is missing.' },
    { name: 'a base that is no design', text: 'extends: ../list.yaml', expected: 'list.yaml:1:1: A design is a map with podway, name and elements.' },
    { name: 'a patch without a base', text: 'patch: {}', expected: 'lib/sibling.yaml:3:1 patch: A patch needs the file that it changes: extends is missing.' },
    { name: 'a patch that is no map', text: 'extends: base.yaml\npatch: [1]', expected: 'lib/sibling.yaml:4:1 patch: A map of changes is expected here.' },
    { name: 'elements beside extends', text: 'extends: base.yaml\nelements: {}', expected: 'lib/sibling.yaml:4:1 elements: The key elements cannot stand beside extends; write it under patch.' },
    { name: 'a misspelt patch', text: 'extends: base.yaml\npacth: {}', expected: 'lib/sibling.yaml:4:1 pacth: The key pacth cannot stand beside extends; did you mean patch?' },
    { name: 'a wrong value of the patch points to the patch', text: 'extends: base.yaml\npatch:\n  elements:\n    sub: { cidr: 10.1.1.1/24 }', expected: 'lib/sibling.yaml:6:18 elements.sub.cidr: 10.1.1.1/24 has host bits set; write the network address 10.1.1.0/24.' },
    { name: 'a removed field points to its null', text: 'extends: base.yaml\npatch:\n  elements:\n    sub: { cidr: null }', expected: 'lib/sibling.yaml:6:12 elements.sub.cidr: The field cidr is missing.' },
    { name: 'what refers to a removed element points to the base', text: 'extends: base.yaml\npatch:\n  elements:\n    acl: null', expected: 'lib/base.yaml:6:84 elements.sub.networkAcl: There is no network-acl acl.' },
    { name: 'a wrong value two files down', text: 'extends: middle.yaml\npatch: { elements: { net: { cidrs: null, config: { mode: odd } } } }', expected: 'lib/sibling.yaml:4:58 elements.net.config.mode: odd is not one of plain, fancy.' },
  ])('$name', ({ text, root, expected }) => {
    const parsed = parse(text, root)
    expect(parsed.ok ? [] : parsed.error.map(formatDesignError)).toEqual([expected])
  })
  it('without a loader nothing can be extended', () => {
    const parsed = parseDesign('podway: 1\nname: S\nextends: ./base.yaml', { source: 's.yaml', mechanisms: [] })
    expect(parsed.ok ? [] : parsed.error.map(formatDesignError)).toEqual(['s.yaml:3:10 extends: There is no file base.yaml.'])
  })
})

describe('relativePath', () => {
  it.each([
    { name: 'beside', from: 'a/b.yaml', to: './c.yaml', expected: 'a/c.yaml' },
    { name: 'a folder up', from: 'a/b/c.yaml', to: '../d.yaml', expected: 'a/d.yaml' },
    { name: 'down', from: 'a.yaml', to: 'b/c.yaml', expected: 'b/c.yaml' },
    { name: 'from an absolute path', from: '/a/b.yaml', to: './c.yaml', expected: '/a/c.yaml' },
    { name: 'from above', from: '../a/b.yaml', to: '../c.yaml', expected: '../c.yaml' },
    { name: 'with a dot in front', from: './a.yaml', to: 'b.yaml', expected: './b.yaml' },
    { name: 'above an absolute path', from: '/a.yaml', to: '../c.yaml', expected: 'outside' },
    { name: 'further above', from: '../a.yaml', to: '../c.yaml', expected: 'outside' },
    { name: 'a Windows path', from: 'a.yaml', to: '..\\c.yaml', expected: 'not-relative' },
  ])('$name', ({ from, to, expected }) => {
    const path = relativePath(from, to)
    expect(path.ok ? path.value : path.error).toBe(expected)
  })
})

import { describe, expect, it } from 'vitest'
import { SAMPLE_DESIGN, SAMPLE_MECHANISMS } from '@/lib/generate/sample-design'
import { MECHANISMS } from '@/lib/mechanisms/index'
import type { Design } from './design'
import { addElement, addLink, removeSubject, renameId, setField } from './edit'
import { formatDesignError } from './error'
import { parseDesign } from './parse'
import { writeDesign } from './write'

const parse = (text: string) => parseDesign(text, { source: 'x.yaml', mechanisms: SAMPLE_MECHANISMS })
function read(text: string): Design {
  const parsed = parse(text)
  if (!parsed.ok) throw new Error(parsed.error.map(formatDesignError).join('\n'))
  return parsed.value
}
const sample = read(SAMPLE_DESIGN)
const before = JSON.stringify(sample)
const ids = [...Object.keys(sample.elements), ...Object.keys(sample.links)]

describe('removing', () => {
  it.each(ids)('%s leaves a valid design that no longer names it', id => {
    const left = removeSubject(sample, id, SAMPLE_MECHANISMS)
    expect(read(writeDesign(left))).toEqual(left)
    expect([...Object.keys(left.elements), ...Object.keys(left.links)]).not.toContain(id)
    expect(JSON.stringify(sample)).toBe(before)
  })
  it.each([
    { name: 'what stands in it goes, too, and what it holds', id: 'k8s-2', gone: ['k8s-2', 'n2'] },
    { name: 'what cannot stand without it goes, too', id: 'vpn-2', gone: ['vpn-2', 'tun', 'bgp'] },
    { name: 'a node without its subnet', id: 'sub-2', gone: ['sub-2', 'n2'] },
    { name: 'an optional reference goes alone', id: 'rt', gone: ['rt'] },
    { name: 'pods go with their node', id: 'n1', gone: ['n1'] },
  ])('$name', ({ id, gone }) => {
    const left = removeSubject(sample, id, SAMPLE_MECHANISMS)
    expect(ids.filter(one => !Object.hasOwn(left.elements, one) && !Object.hasOwn(left.links, one)).sort()).toEqual([...gone].sort())
  })
  it('takes away references, routes, assertions, placements and entries of configurations', () => {
    expect(removeSubject(sample, 'nat', SAMPLE_MECHANISMS).elements['rt']).toEqual({ kind: 'route-table', parent: 'net', routes: [], propagate: ['vpn'] })
    expect(removeSubject(sample, 'n1', SAMPLE_MECHANISMS).assertions).toEqual([])
    expect(removeSubject(sample, 'red', SAMPLE_MECHANISMS).layout).toEqual(sample.layout)
    expect(removeSubject(sample, 'blue', SAMPLE_MECHANISMS).layout).toEqual({})
    expect(removeSubject(sample, 'api', SAMPLE_MECHANISMS).elements['dns']).toHaveProperty('config.apis', {})
  })
  it('takes a rule away with its last peer', () => {
    const only = setField(sample, 'sg', ['ingress', '0', 'peers'], ['other'])
    const with2 = addElement(only, 'other', { kind: 'security-group', parent: 'net' })
    expect(removeSubject(with2, 'other', SAMPLE_MECHANISMS).elements['sg']).toEqual({ kind: 'security-group', parent: 'net', ingress: [] })
  })
  it('of a machine its segment: what was configured for a machine on a segment goes, too, as nothing else knows it', () => {
    const office: Design = { ...sample, links: {}, assertions: [], layout: {}, elements: {
      office: { kind: 'site', provider: 'on-premises' }, lan: { kind: 'segment', parent: 'office', cidrs: ['10.7.0.0/24'] },
      desk: { kind: 'host', parent: 'office', segment: 'lan', address: '10.7.0.5', config: { gateways: ['10.7.0.1'] } },
    } }
    const left = removeSubject(office, 'lan', MECHANISMS)
    expect(left.elements['desk']).toEqual({ kind: 'host', parent: 'office', address: '10.7.0.5' })
    expect(parseDesign(writeDesign(left), { source: 'x.yaml', mechanisms: MECHANISMS }).ok).toBe(true)
  })
})

describe('renaming', () => {
  it.each(ids)('%s everywhere, and back', id => {
    const renamed = renameId(sample, id, 'quite-new', SAMPLE_MECHANISMS)
    expect(read(writeDesign(renamed))).toEqual(renamed)
    expect(renameId(renamed, 'quite-new', id, SAMPLE_MECHANISMS)).toEqual(sample)
  })
  it('reaches configurations, pods in assertions, and the layout', () => {
    expect(renameId(sample, 'api', 'k8s-api', SAMPLE_MECHANISMS).elements['dns']).toHaveProperty(['config', 'apis', '/etc/api.conf'], 'k8s-api')
    expect(renameId(sample, 'web', 'shop', SAMPLE_MECHANISMS).assertions.map(({ from, to }) => [from, to])).toEqual([['shop-0', 'web.default.svc.cluster.local'], ['n1', 'shop-1']])
    expect(renameId(sample, 'net', 'north', SAMPLE_MECHANISMS).layout).toEqual({ north: { x: 0, y: 0, w: 640, h: 420 } })
  })
})

describe('setting a field', () => {
  it.each([
    { name: 'a new one', path: ['zone'], value: 'z1', expected: { zone: 'z1' } },
    { name: 'another value', path: ['cidr'], value: '10.1.2.0/24', expected: { cidr: '10.1.2.0/24' } },
    { name: 'none', path: ['routeTable'], value: undefined, expected: { routeTable: undefined } },
  ])('$name', ({ path, value, expected }) => {
    expect(setField(sample, 'sub', path, value).elements['sub']).toEqual({ kind: 'subnet', parent: 'net', cidr: '10.1.1.0/24', routeTable: 'rt', networkAcl: 'acl', ...expected })
  })
  it('reaches into lists and links, and leaves unknown ids alone', () => {
    expect(setField(sample, 'web', ['pods', '0', 'ready'], false).elements['web']).toHaveProperty('pods.0', { node: 'n1', address: '10.2.0.5', ready: false })
    expect(setField(sample, 'web', ['pods', '0'], undefined).elements['web']).toHaveProperty('pods', [{ node: 'n1', address: '10.2.0.6' }])
    expect(setField(sample, 'tun', ['state'], 'down').links['tun']).toHaveProperty('state', 'down')
    expect(setField(sample, 'nobody', ['state'], 'down')).toBe(sample)
  })
})

it('adding keeps what is there', () => {
  const more = addLink(addElement(sample, 'east', { kind: 'site', provider: 'blue' }), 'peer', { kind: 'peering', ends: ['net', 'net-2'] })
  expect(read(writeDesign(more))).toEqual(more)
  expect(Object.keys(more.elements)).toHaveLength(Object.keys(sample.elements).length + 1)
})

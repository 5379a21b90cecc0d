import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { attach, type Attachment } from './attachment'
import type { Design } from './design'
import { viewDesign } from './view'

const design = {
  podway: 1, name: 'x', links: {}, assertions: [], layout: {},
  elements: {
    blue: { kind: 'site', provider: 'blue' },
    net: { kind: 'vpc', parent: 'blue', config: { mode: 'plain', probe: true } },
    k8s: { kind: 'cluster', parent: 'net', services: '172.20.0.0/16', network: { mechanism: 'cni', config: { snat: true } } },
    dns: { kind: 'name-server', parent: 'k8s', mechanism: 'resolver', config: { size: 3 } },
    public: { kind: 'name-server', parent: 'net', address: '192.0.2.53' },
  },
} as unknown as Design

/** Where one mechanism attaches, and with what. */
const attached = (name: string, attachment: Attachment, schema: z.ZodType = z.strictObject({})) =>
  attach(viewDesign(design), [{ name, attachesTo: [attachment], schema }]).map(({ id, config, configPath }) => [id, configPath, config])

describe('a mechanism attaches', () => {
  it.each([
    { name: 'to every element of the kind, whatever mechanism it names besides', mechanism: 'pods', at: { kind: 'name-server' }, expected: [['dns', 'config', {}], ['public', 'config', {}]] },
    { name: 'only in a site of its provider', mechanism: 'pods', at: { kind: 'vpc', provider: 'red' }, expected: [] },
    { name: 'only under a parent of its kind', mechanism: 'pods', at: { kind: 'name-server', parent: 'vpc' }, expected: [['public', 'config', {}]] },
    { name: 'only where it is named', mechanism: 'resolver', at: { kind: 'name-server', named: 'mechanism' }, expected: [['dns', 'config', {}]] },
    { name: 'where it is named, and where none is', mechanism: 'other', at: { kind: 'name-server', named: 'mechanism', otherwise: true }, expected: [['public', 'config', {}]] },
    { name: 'with the configuration beside its name', mechanism: 'cni', at: { kind: 'cluster', named: 'network' }, expected: [['k8s', 'network.config', { snat: true }]] },
    { name: 'not where another is chosen', mechanism: 'cni-2', at: { kind: 'cluster', named: 'network', otherwise: true }, expected: [] },
    { name: 'where the choice is open', mechanism: 'proxy', at: { kind: 'cluster', named: 'serviceProxy', otherwise: true }, expected: [['k8s', 'serviceProxy', {}]] },
  ] as const)('$name', ({ mechanism, at, expected }) => expect(attached(mechanism, at)).toEqual(expected))

  it.each([
    { name: 'both ends in sites of the provider', ends: ['net', 'net-2'], provider: 'blue', expected: ['joint'] },
    { name: 'one end elsewhere', ends: ['net', 'far'], provider: 'blue', expected: [] },
    { name: 'another provider', ends: ['net', 'net-2'], provider: 'red', expected: [] },
  ])('to a link by the provider of its ends: $name', ({ ends, provider, expected }) => {
    const elements = { ...design.elements, 'net-2': { kind: 'vpc', parent: 'blue' }, red: { kind: 'site', provider: 'red' }, far: { kind: 'vpc', parent: 'red' } }
    const linked = { ...design, elements, links: { joint: { kind: 'peering', ends } } } as unknown as Design
    expect(attach(viewDesign(linked), [{ name: 'joins', attachesTo: [{ kind: 'peering', provider }], schema: z.strictObject({}) }]).map(({ id }) => id)).toEqual(expected)
  })
  it.each([
    { name: 'both ends of its kinds', ends: ['net', 'net-2'], expected: ['joint'] },
    { name: 'one end of another kind', ends: ['net', 'k8s'], expected: [] },
    { name: 'an end that is not there is another\'s complaint', ends: ['net', 'nowhere'], expected: ['joint'] },
  ])('to a link by the kinds of its ends: $name', ({ ends, expected }) => {
    const linked = { ...design, elements: { ...design.elements, 'net-2': { kind: 'vpc', parent: 'blue' } }, links: { joint: { kind: 'peering', ends } } } as unknown as Design
    expect(attach(viewDesign(linked), [{ name: 'joins', attachesTo: [{ kind: 'peering', ends: ['vpc'] }], schema: z.strictObject({}) }]).map(({ id }) => id)).toEqual(expected)
  })
  it('with the keys of a shared configuration that it knows, or all of them where its schema is no plain object', () => {
    expect(attached('a', { kind: 'vpc' }, z.strictObject({ mode: z.string().optional() }))).toEqual([['net', 'config', { mode: 'plain' }]])
    expect(attached('b', { kind: 'vpc' }, z.strictObject({ probe: z.boolean(), more: z.string().optional() }))).toEqual([['net', 'config', { probe: true }]])
    expect(attached('c', { kind: 'vpc' }, z.record(z.string(), z.unknown()))).toEqual([['net', 'config', { mode: 'plain', probe: true }]])
  })
})

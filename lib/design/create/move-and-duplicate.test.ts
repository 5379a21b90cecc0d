import { describe, expect, it } from 'vitest'
import type { Design } from '@/lib/design/design'
import { parseDesign } from '@/lib/design/parse'
import { writeDesign } from '@/lib/design/write'
import { EXAMPLES } from '@/lib/examples/index'
import { MECHANISMS } from '@/lib/mechanisms/index'
import { prepare } from '@/lib/verify/prepare'
import { duplicateElements, moveElement } from './index'

function read(text: string): Design {
  const parsed = parseDesign(text, { source: 'x.yaml', mechanisms: MECHANISMS })
  if (!parsed.ok) throw new Error(parsed.error.map(({ path, message }) => `${path}: ${message}`).join('\n'))
  return parsed.value
}
const example = (id: string) => read(EXAMPLES.find(one => one.id === id)?.text ?? '')
const peered = example('two-peered-vpcs')
const cassandra = example('cassandra-aws-gcp')
const moved = (design: Design, id: string, parent: string | null) => { const made = moveElement(design, id, parent); if (!made.ok) throw new Error(made.error.message); return made.value }
const copied = (design: Design, ...ids: string[]) => { const made = duplicateElements(design, ids, MECHANISMS); if (!made.ok) throw new Error(made.error.message); return made.value }
const errors = (design: Design) => prepare(read(writeDesign(design)), MECHANISMS).problems.filter(({ severity }) => severity === 'error').map(({ code, element }) => `${code} ${element}`)

describe('moving', () => {
  it('a node into another cluster: it gets a subnet and an address there, and its pods go with the last node', () => {
    const design = moved(peered, 'node-a', 'cluster-b')
    expect(design.elements['node-a']).toEqual({ kind: 'node', parent: 'cluster-b', subnet: 'subnet-b', address: '10.2.1.11', securityGroups: [] })
    expect(design.elements['web-a']).toMatchObject({ pods: [] })
    expect(errors(design)).toEqual([])
  })
  it('a node where others are left: its pods go to them', () => {
    const more = copied(peered, 'node-a')
    const design = moved(more.design, 'node-a', 'cluster-b')
    expect(design.elements['web-a']).toMatchObject({ pods: [{ node: more.ids[0] }] })
    expect(errors(design)).toEqual([])
  })
  it('a workload into another cluster: its pods stand there', () => {
    expect(moved(peered, 'web-a', 'cluster-b').elements['web-a']).toMatchObject({ parent: 'cluster-b', pods: [{ node: 'node-b', address: '10.2.1.11' }] })
  })
  it('a subnet into another VPC: it gets a range there, and its nodes another subnet', () => {
    const design = moved(peered, 'subnet-a', 'vpc-c')
    expect(design.elements['subnet-a']).toEqual({ kind: 'subnet', parent: 'vpc-c', cidr: '10.3.0.0/24', zone: 'eu-west-1a' })
    expect(errors(design)).toEqual([])
  })
  it('nowhere else changes nothing', () => { expect(moved(peered, 'node-a', 'cluster-a')).toBe(peered) })
  it('a site into another one leaves what stands in it', () => {
    const sites = { ...peered, elements: { ...peered.elements, west: { kind: 'site', provider: 'aws', region: 'us-west-2' } } } as Design
    expect(moved(sites, 'aws', 'west').elements['vpc-a']).toEqual(peered.elements['vpc-a'])
  })
  it.each([
    { name: 'into itself', id: 'vpc-a', to: 'subnet-a1', expected: 'vpc-a cannot stand in itself.' },
    { name: 'where it does not stand', id: 'subnet-a1', to: 'aws', expected: 'A subnet stands in a vpc, not in a site.' },
    { name: 'to another provider', id: 'vpc-a', to: 'gcp', expected: 'vpc-a belongs to aws and cannot move to gcp; add a new one there.' },
    { name: 'into a parent of another kind', id: 'coredns-a', to: 'internet', expected: 'coredns-a stands in a cluster and cannot move into an internet; add a new one there.' },
    { name: 'what there is none of', id: 'nobody', to: 'aws', expected: 'There is no element nobody.' },
  ])('not $name', ({ id, to, expected }) => expect(moveElement(cassandra, id, to)).toEqual({ ok: false, error: { message: expected } }))
})

describe('duplicating', () => {
  it('a workload: pods with addresses of their own on the same nodes', () => {
    const { design, ids } = copied(peered, 'web-a')
    expect(ids).toEqual(['web-a-1'])
    expect(design.elements['web-a-1']).toEqual({ kind: 'workload', parent: 'cluster-a', controller: 'Deployment', ports: [8080], pods: [{ node: 'node-a', address: '10.1.1.11' }] })
  })
  it('a VPC with all in it: ranges and addresses of its own, references inside, shared outside', () => {
    const { design, ids } = copied(peered, 'vpc-a')
    const [vpc = ''] = ids
    expect(design.elements[vpc]).toEqual({ kind: 'vpc', parent: 'aws', cidrs: ['10.0.0.0/16'] })
    const inside = Object.entries(design.elements).filter(([id]) => !Object.hasOwn(peered.elements, id))
    expect(inside.map(([, { kind }]) => kind).toSorted()).toEqual(Object.entries(peered.elements).filter(([id]) => id.endsWith('-a')).map(([, { kind }]) => kind).toSorted())
    const texts = JSON.stringify(inside)
    expect(texts).not.toMatch(/"10\.1\.|172\.20\.|"(node|subnet|sg|rt|cluster)-a"/)
    expect(errors(design)).toEqual([])
  })
  it('both clouds with the VPN between them: tunnels and sessions, too', () => {
    const { design } = copied(cassandra, 'aws', 'gcp')
    expect(Object.keys(design.links)).toHaveLength(8)
    expect(errors(design)).toEqual([])
    const tunnels = Object.values(design.links).filter(({ kind }) => kind === 'tunnel').map(({ config }) => String(config?.['inside']))
    expect(new Set(tunnels).size).toBe(4)
  })
  it('not a second one of what there is one of', () => {
    expect(duplicateElements(cassandra, ['igw-a'], MECHANISMS)).toEqual({ ok: false, error: { message: 'vpc-a has an internet-gateway already, igw-a; it takes one.' } })
  })
  it('puts the copy beside the original', () => {
    const placed = { ...peered, layout: { 'vpc-a': { x: 10, y: 20, w: 300, h: 200 }, 'subnet-a': { x: 5, y: 5 } } }
    const { design, ids } = copied(placed, 'vpc-a')
    expect(design.layout[ids[0] ?? '']).toEqual({ x: 34, y: 44, w: 300, h: 200 })
  })
})

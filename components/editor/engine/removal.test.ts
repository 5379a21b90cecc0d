import { expect, it } from 'vitest'
import { MECHANISMS } from '@/lib/mechanisms/index'
import { readDesign } from './read'
import { removalOf } from './removal'
import { roomAt } from './room'

const read = readDesign({ type: 'example', id: 'cassandra-aws-gcp' })
if (!read.ok) throw new Error(read.error[0])
const design = read.value

it('with a subnet go its nodes and the pods on them', () => {
  const { others, pods } = removalOf(['subnet-a1'], design, MECHANISMS)
  expect(others).toContain('node-a1')
  expect(others).not.toContain('cassandra-a')
  expect(pods).toBeGreaterThan(0)
})

it('with a note goes nothing', () => {
  const alone = { ...design, elements: { ...design.elements, alone: { kind: 'security-group', parent: 'vpc-a' } } } as const
  expect(removalOf(['alone'], alone, MECHANISMS)).toEqual({ others: [], pods: 0, assertions: 0 })
})

it.each([
  { name: 'a subnet says its size and what is free in its VPC', id: 'subnet-a1', path: ['cidr'], expected: '256 addresses. Next free: 10.10.0.0/24.' },
  { name: 'an address says its range and what is free in it', id: 'node-a1', path: ['address'], expected: expect.stringMatching(/^In 10\.10\.1\.0\/24; next free: 10\.10\.1\.\d+\.$/) },
  { name: 'a pod whose nodes have ranges says that of its node', id: 'cassandra-b', path: ['pods', 0, 'address'], expected: expect.stringMatching(/^In 10\.24\.1\.0\/24; next free: /) },
  { name: 'a name says nothing', id: 'subnet-a1', path: ['zone'], expected: null },
])('$name', ({ id, path, expected }) => { expect(roomAt(id, path, design)).toEqual(expected) })

it('a subnet that cuts across another says so', () => {
  const subnet = design.elements['subnet-a1']
  if (subnet?.kind !== 'subnet') throw new Error('no subnet')
  const cut = { ...design, elements: { ...design.elements, 'subnet-a1': { ...subnet, cidr: '10.10.2.0/25' } } }
  expect(roomAt('subnet-a1', ['cidr'], cut)).toContain('Overlaps subnet-a2 (10.10.2.0/24).')
})
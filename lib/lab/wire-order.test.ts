import { expect, it } from 'vitest'
import { plan } from './build'
import type { LabNamespace, Wire } from './plan'
import { SAMPLE_QUESTIONS, sampleNetwork } from './sample.fixture'
import { inOrderOfArrival } from './wire-order'

const made = plan(sampleNetwork(), SAMPLE_QUESTIONS, { vxlan: true, tun: true, bridgeFilter: true, sctp: true })

/** A machine with these interfaces. */
const machine = (name: string, interfaces: readonly string[]): LabNamespace =>
  ({ ...made.namespaces[0] as LabNamespace, name, interfaces: interfaces.map(item => ({ name: item, mac: '', mtuBytes: 1500, resolves: false, kind: 'veth' })) })
const wire = (a: string, b: string): Wire => {
  const [first, second] = [a, b].map(text => { const [namespace = '', name = ''] = text.split('.'); return { namespace, interface: name, mac: '' } })
  return { ends: [first, second] as unknown as Wire['ends'], mtuBytes: 1500 }
}
const told = (wires: readonly Wire[]) => wires.map(({ ends }) => ends.map(end => `${end.namespace}.${end.interface}`).join('-'))

it('every machine gets its interfaces in its own order, whatever the order of the wires (inet_select_addr; seed 206)', () => {
  const wires = [wire('r.lan', 's.1'), wire('r.b', 'q.a'), wire('r.a', 'p.a'), wire('p.lan', 's.2')]
  const machines = [machine('r', ['a', 'b', 'lan']), machine('p', ['a', 'lan']), machine('q', ['a'])]
  expect(told(inOrderOfArrival(wires, machines))).toEqual(['r.a-p.a', 'r.b-q.a', 'r.lan-s.1', 'p.lan-s.2'])
})

it('where two want it differently, all wires are there all the same', () => {
  const wires = [wire('p.a', 'q.b'), wire('p.b', 'q.a')]
  expect(told(inOrderOfArrival(wires, [machine('p', ['a', 'b']), machine('q', ['a', 'b'])]))).toHaveLength(2)
})

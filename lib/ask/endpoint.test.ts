import { describe, expect, it } from 'vitest'
import { elementId as el } from '@/lib/net/element-id'
import { ip } from '@/lib/net/ip-address'
import { emptyDraft, seal } from '@/lib/network/build'
import { clusterObjectsOf, interfaceOf, linkOf, podDevice } from '@/lib/network/names'
import type { DeviceId } from '@/lib/network/ids'
import type { Network } from '@/lib/network/network'
import { plainDevice, plainInterface } from '@/lib/network/plain'
import { resolveEndpoint, type NamedElements } from './endpoint'
import { readQuestions } from './read-question'

const pod = (workload: string, index: number, address: string) => {
  const id = podDevice(workload, index)
  return [id, { ...plainDevice(id, el(workload), 'endpoint'), interfaces: [{ ...plainInterface(interfaceOf(id, 'eth0'), linkOf('net'), el(workload), 1500), addresses: [{ address: ip(address), length: 32 }] }] }] as const
}
const network: Network = { ...seal(emptyDraft()), devices: new Map([pod('db-a', 0, '192.0.2.1'), pod('db-a', 1, '192.0.2.2'), pod('db-b', 0, '198.51.100.1'), pod('twin', 0, '192.0.2.2')]) }
const element = (id: string, kind: string, name?: string) => ({ id: el(id), element: { kind, ...(name === undefined ? {} : { name }) } })
const view: NamedElements = { all: [element('db-a', 'workload', 'db'), element('db-b', 'workload', 'db'), element('twin', 'workload', 'only'), element('db-a-9', 'vpc'), element('net', 'vpc')] }
const devices = (...ids: readonly string[]) => ids as readonly DeviceId[]

describe('what a text means', () => {
  it.each([
    { name: 'the id of an element is all its devices', text: 'db-a', expected: { type: 'devices', element: 'db-a', devices: devices('db-a-0', 'db-a-1') } },
    { name: 'workload and number is one pod', text: 'db-a-1', expected: { type: 'devices', element: 'db-a', devices: devices('db-a-1') } },
    { name: 'an id goes before a pod', text: 'db-a-9', expected: { type: 'devices', element: 'db-a-9', devices: [] } },
    { name: 'a name that one element has', text: 'only', expected: { type: 'devices', element: 'twin', devices: devices('twin-0') } },
    { name: 'an address and who owns it', text: '192.0.2.2', expected: { type: 'address', address: '192.0.2.2', owners: devices('db-a-1', 'twin-0') } },
    { name: 'an IPv6 address in its canonical form', text: '2001:DB8::1', expected: { type: 'address', address: '2001:db8::1', owners: [] } },
    { name: 'a DNS name', text: 'db.example.org', expected: { type: 'name', name: 'db.example.org' } },
    { name: 'a DNS name with underscores and a final dot', text: '_tcp.example.org.', expected: { type: 'name', name: '_tcp.example.org.' } },
  ])('$name', ({ text, expected }) => { expect(resolveEndpoint(text, view, network)).toEqual({ ok: true, value: expected }) })

  it.each([
    { name: 'a name of several lists their ids', text: 'db', message: '"db" is the name of several elements; write one of their ids: db-a, db-b.' },
    { name: 'nothing at all', text: '', message: '"" is neither an element, nor an address, nor a DNS name.' },
    { name: 'a label too long', text: 'a'.repeat(64), message: `"${'a'.repeat(64)}" is neither an element, nor an address, nor a DNS name.` },
    { name: 'a space', text: 'db a', message: '"db a" is neither an element, nor an address, nor a DNS name.' },
  ])('$name is refused', ({ text, message }) => { expect(resolveEndpoint(text, view, network)).toEqual({ ok: false, error: message }) })
})

describe('a question', () => {
  it('is put by every pod of a workload', () => {
    const read = readQuestions({ from: 'db-a', to: 'db-b-0', port: 7000 }, view, network)
    expect(read).toMatchObject({ ok: true, value: [{ from: 'db-a-0', protocol: 6, port: 7000, sizeBytes: 64, to: { type: 'element', element: 'db-b', addresses: ['198.51.100.1'] } }, { from: 'db-a-1' }] })
  })
  it("is put by a pod in its node's network under the name of the pod, and reaches it at the node's address (PodSpec hostNetwork)", () => {
    const [agent, node] = [podDevice('agent', 0), podDevice('db-a', 0)]
    const objects = { id: clusterObjectsOf('c'), from: el('c'), namespaces: [], services: [], pods: [{ from: el('agent'), device: node, name: 'agent', namespace: 'default', addresses: [ip('192.0.2.1')] }] }
    const resolver = { from: el('agent'), runsOn: node, nameServers: [], search: [], ndots: 1, timeoutSeconds: 5, attempts: 2, library: 'glibc' } as const
    const shared: Network = { ...network, clusters: new Map([[objects.id, objects]]), stubResolvers: new Map([[agent, resolver]]) }
    const named: NamedElements = { all: [...view.all, element('agent', 'workload')] }
    expect(readQuestions({ from: 'agent', to: 'db-b-0', port: 1 }, named, shared)).toMatchObject({ ok: true, value: [{ from: 'agent-0' }] })
    expect(readQuestions({ from: 'agent-0', to: 'agent', port: 1 }, named, shared)).toMatchObject({ ok: true, value: [{ from: 'agent-0', to: { addresses: ['192.0.2.1'] } }] })
  })
  it('without a port is a ping', () => { expect(readQuestions({ from: 'twin', to: '192.0.2.1' }, view, network)).toMatchObject({ ok: true, value: [{ protocol: 1 }] }) })

  it.each([
    { name: 'tcp without a port', text: { from: 'db-a', to: 'db-b', protocol: 'tcp' }, message: 'tcp needs a port.' },
    { name: 'icmp with a port', text: { from: 'db-a', to: 'db-b', protocol: 'icmp', port: 7 }, message: 'icmp has no ports; leave the port out.' },
    { name: 'an unknown protocol', text: { from: 'db-a', to: 'db-b', protocol: 'tpc' }, message: '"tpc" is not a protocol: write tcp, udp, icmp, sctp or a number from 0 to 255.' },
    { name: 'a start that is no element', text: { from: 'nobody', to: 'db-b' }, message: 'There is no element or pod "nobody" in the design.' },
    { name: 'a start without devices', text: { from: 'net', to: 'db-b' }, message: '"net" has nothing that could ask: no pod, node, host or gateway of its own.' },
    { name: 'a start whose address two have', text: { from: '192.0.2.2', to: 'db-b' }, message: 'The address 192.0.2.2 belongs to several devices; write one of their ids: db-a-1, twin-0.' },
    { name: 'a start whose address nobody has', text: { from: '192.0.2.9', to: 'db-b' }, message: 'Nothing in the design has the address 192.0.2.9.' },
    { name: 'a target without an address', text: { from: 'twin', to: 'net' }, message: '"net" has no address that could be asked.' },
  ])('$name is refused', ({ text, message }) => { expect(readQuestions(text, view, network)).toEqual({ ok: false, error: message }) })
})

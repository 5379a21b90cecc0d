import { describe, expect, it } from 'vitest'
import { compile } from '@/lib/compile/compile'
import type { Design } from '@/lib/design/design'
import { host } from '@/lib/mechanisms/host/mechanism'
import { ip } from '@/lib/net/ip-address'
import { deviceOf } from '@/lib/network/names'
import { converse } from '@/lib/trace/conversation'
import { azureVnet } from './mechanism'

type Parts = Readonly<Record<string, Readonly<Record<string, unknown>>>>

const BASE: Parts = {
  azure: { kind: 'site', provider: 'azure', region: 'westeurope' },
  hub: { kind: 'vpc', parent: 'azure', cidrs: ['10.40.0.0/16'] },
  'hub-1': { kind: 'subnet', parent: 'hub', cidr: '10.40.1.0/24' },
  'hub-2': { kind: 'subnet', parent: 'hub', cidr: '10.40.2.0/24' },
  db: { kind: 'host', parent: 'hub', subnet: 'hub-1', address: '10.40.1.10', ports: [5432] },
  app: { kind: 'host', parent: 'hub', subnet: 'hub-2', address: '10.40.2.10', ports: [5432] },
  spoke: { kind: 'vpc', parent: 'azure', cidrs: ['10.50.0.0/16'] },
  'spoke-1': { kind: 'subnet', parent: 'spoke', cidr: '10.50.1.0/24' },
  web: { kind: 'host', parent: 'spoke', subnet: 'spoke-1', address: '10.50.1.10', ports: [5432] },
  far: { kind: 'vpc', parent: 'azure', cidrs: ['10.60.0.0/16'] },
  'far-1': { kind: 'subnet', parent: 'far', cidr: '10.60.1.0/24' },
  batch: { kind: 'host', parent: 'far', subnet: 'far-1', address: '10.60.1.10' },
}
const PEERINGS: Parts = { 'hub-spoke': { kind: 'peering', ends: ['hub', 'spoke'] }, 'hub-far': { kind: 'peering', ends: ['hub', 'far'] } }

const compiled = (elements: Parts = {}, links: Parts = PEERINGS) =>
  compile({ podway: 1, name: 'test', elements: { ...BASE, ...elements }, links, assertions: [], layout: {} } as unknown as Design, [azureVnet, host])

/** How it ends, and by which code where something is to blame. */
function ask(from: string, to: string, more: { readonly elements?: Parts; readonly links?: Parts } = {}): string {
  const { forward, reachability } = converse(compiled(more.elements, more.links).network, { device: deviceOf(from), destination: ip(to), protocol: 6, destinationPort: 5432, sizeBytes: 60, dontFragment: true })
  const last = forward.at(-1)
  return reachability === 'reachable' ? 'reachable' : [last?.disposition, ...(last?.faults ?? []).map(({ why }) => why.code)].join(' ')
}

describe('system routes (Azure: Virtual network traffic routing)', () => {
  it.each([
    { name: 'between subnets of a network', from: 'app', to: '10.40.1.10', expected: 'reachable' },
    { name: 'an address of the network that nobody has', from: 'app', to: '10.40.9.9', expected: 'null-routed azure-vnet.local' },
    { name: 'a private destination that nobody knows is dropped', from: 'app', to: '172.16.1.1', expected: 'null-routed azure-vnet.none' },
    { name: 'the shared range too', from: 'app', to: '100.64.1.1', expected: 'null-routed azure-vnet.none' },
    { name: 'everything else goes to the internet, which is not modelled', from: 'app', to: '198.51.100.1', expected: 'exits-network' },
  ])('$name', ({ from, to, expected }) => { expect(ask(from, to)).toBe(expected) })
})

describe('a peering (Azure: Virtual network peering)', () => {
  it.each([
    { name: 'brings the routes of both networks by itself', from: 'web', to: '10.40.1.10', links: PEERINGS, expected: 'reachable' },
    { name: 'and back', from: 'db', to: '10.50.1.10', links: PEERINGS, expected: 'reachable' },
    { name: 'without it the other network is a private destination that nobody knows', from: 'web', to: '10.40.1.10', links: {}, expected: 'null-routed azure-vnet.none' },
    { name: 'leads no further: the first network knows only the second', from: 'web', to: '10.60.1.10', links: PEERINGS, expected: 'null-routed azure-vnet.none' },
  ])('$name', ({ from, to, links, expected }) => { expect(ask(from, to, { links })).toBe(expected) })
  it('does not come up where the ranges overlap', () => {
    const elements = { spoke: { ...BASE['spoke'], cidrs: ['10.50.0.0/16', '10.40.128.0/17'] } }
    expect(ask('web', '10.40.1.10', { elements })).toContain('cidr.overlap')
    expect(compiled(elements).problems.map(({ code, element }) => `${code} ${element}`)).toEqual(['cidr.overlap hub-spoke'])
  })
})

it.each([
  { name: 'a network without address space', elements: { far: { kind: 'vpc', parent: 'azure' } }, expected: ['azure-vnet.no-range far', 'azure-vnet.subnet-outside far-1'] },
  { name: 'a subnet outside', elements: { 'far-1': { kind: 'subnet', parent: 'far', cidr: '10.61.1.0/24' } }, expected: ['azure-vnet.subnet-outside far-1'] },
  { name: 'a subnet smaller than /29 (Virtual network FAQ)', elements: { 'far-2': { kind: 'subnet', parent: 'far', cidr: '10.60.2.0/30' } }, expected: ['azure-vnet.subnet-size far-2'] },
  { name: 'subnets that overlap', elements: { 'far-2': { kind: 'subnet', parent: 'far', cidr: '10.60.1.128/25' } }, expected: ['azure-vnet.subnets-overlap far-2'] },
] as readonly { readonly name: string; readonly elements: Parts; readonly expected: readonly string[] }[])('$name', ({ elements, expected }) => {
  expect(compiled(elements, {}).problems.filter(({ code }) => code.startsWith('azure')).map(({ code, element }) => `${code} ${element}`)).toEqual(expected)
})

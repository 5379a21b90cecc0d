import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import type { Design } from '@/lib/design/design'
import { MECHANISMS } from '@/lib/mechanisms/index'
import type { KindCatalogue } from '@/components/editor/protocol'
import { attachedTo, choicesOf } from './attached'
import { candidatesFor } from './candidates'

const catalogue: KindCatalogue = {
  kinds: [],
  mechanisms: MECHANISMS.map(({ name, title, category, attachesTo, schema }) => ({ name, title, category, attachesTo, schema: z.toJSONSchema(schema, { io: 'input' }) as Readonly<Record<string, unknown>> })),
}
const design = {
  podway: 1, name: 'Two networks', assertions: [], layout: {},
  elements: {
    aws: { kind: 'site', provider: 'aws' },
    'vpc-a': { kind: 'vpc', parent: 'aws', cidrs: ['10.0.0.0/16'] }, 'rt-a': { kind: 'route-table', parent: 'vpc-a' },
    'vpc-b': { kind: 'vpc', parent: 'aws', cidrs: ['10.1.0.0/16'] }, 'rt-b': { kind: 'route-table', parent: 'vpc-b' },
    'subnet-b': { kind: 'subnet', parent: 'vpc-b', cidr: '10.1.1.0/24' },
    'cluster-a': { kind: 'cluster', parent: 'vpc-a', services: '172.20.0.0/16', network: { mechanism: 'aws-vpc-cni' } },
    'gateway-a': { kind: 'vpn-gateway', parent: 'vpc-a', addresses: ['198.51.100.1'] }, 'gateway-b': { kind: 'vpn-gateway', parent: 'vpc-b', addresses: ['198.51.100.2'] },
    office: { kind: 'site', provider: 'on-premises' }, 'router-a': { kind: 'router', parent: 'office', interfaces: [] }, 'router-b': { kind: 'router', parent: 'office', interfaces: [] },
    dns: { kind: 'name-server', parent: 'cluster-a', mechanism: 'coredns', pods: [] },
  },
  links: { 'peering-1': { kind: 'peering', ends: ['vpc-a', 'vpc-b'] }, 'tunnel-1': { kind: 'tunnel', ends: ['gateway-a', 'gateway-b'] }, 'tunnel-2': { kind: 'tunnel', ends: ['router-a', 'router-b'] }, 'tunnel-3': { kind: 'tunnel', ends: ['gateway-a', 'router-b'] } },
} as const satisfies Design
const subject = (id: string) => ({ ...(design as Design).elements[id] ?? (design as Design).links[id] }) as Readonly<Record<string, unknown>>
const choices = (id: string) => choicesOf(catalogue, subject(id), design, id).map(({ field, options, chosen, written }) => ({ field, options: options.map(({ name }) => name), chosen, written }))
const attached = (id: string) => attachedTo(catalogue, subject(id), design, id).map(({ mechanism, path }) => `${mechanism.name} ${path.join('.')}`)

describe('mechanisms at an element', () => {
  it('a cluster chooses its network, and its service proxy where it does not take the usual one', () => {
    expect(choices('cluster-a')).toEqual([
      { field: 'network', options: expect.arrayContaining(['aws-vpc-cni', 'gke-vpc-native']), chosen: 'aws-vpc-cni', written: true },
      { field: 'serviceProxy', options: ['kube-proxy'], chosen: 'kube-proxy', written: false },
    ])
  })
  it('the network chosen is configured where it is chosen', () => { expect(attached('cluster-a')).toContain('aws-vpc-cni network.config') })
  it('a name server of a cluster is configured beside its name', () => { expect(attached('dns')).toEqual(['coredns config']) })
  it('a tunnel that names nothing is of the usual kind', () => { expect(choices('tunnel-1')).toEqual([{ field: 'mechanism', options: ['ipsec'], chosen: 'ipsec', written: false }]) })
  it('between machines of one\'s own it may be of any kind', () => {
    expect(choices('tunnel-2')[0]?.options.toSorted()).toEqual(['geneve', 'gre', 'ipip', 'ipsec', 'openvpn', 'vxlan', 'wireguard'])
  })
  it('to a gateway of a cloud it is of the kind that those speak', () => { expect(choices('tunnel-3').map(({ options }) => options)).toEqual([['ipsec']]) })
  it('of peerings only that of the provider works', () => { expect(attached('peering-1')).toEqual(['aws-vpc-peering config']) })
})

describe('what a field may name', () => {
  it('is of its kinds, that of the same network first', () => {
    expect(candidatesFor(design, 'subnet-b', ['route-table'])).toEqual([{ id: 'rt-b', group: 'vpc-b' }, { id: 'rt-a', group: 'vpc-a' }])
  })
  it('may be a link', () => { expect(candidatesFor(design, 'rt-a', ['peering']).map(({ id }) => id)).toEqual(['peering-1']) })
})

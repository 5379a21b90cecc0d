import { describe, expect, it } from 'vitest'
import { compile } from '@/lib/compile/compile'
import type { Design } from '@/lib/design/design'
import { awsVpcCni } from '@/lib/mechanisms/aws-vpc-cni/mechanism'
import { awsVpc } from '@/lib/mechanisms/aws-vpc/mechanism'
import { host } from '@/lib/mechanisms/host/mechanism'
import { internet } from '@/lib/mechanisms/internet/mechanism'
import { kubernetes } from '@/lib/mechanisms/kubernetes/mechanism'
import { ip } from '@/lib/net/ip-address'
import { PROTOCOLS } from '@/lib/net/protocol'
import { deviceOf } from '@/lib/network/names'
import { converse } from '@/lib/trace/conversation'
import { apiServer } from './mechanism'

type Elements = Record<string, Record<string, unknown>>
const compiled = (elements: Elements) =>
  compile({ podway: 1, name: 'test', elements, links: {}, assertions: [], layout: {} } as unknown as Design, [internet, awsVpc, kubernetes, awsVpcCni, host, apiServer])

const base = (api: object): Elements => ({
  world: { kind: 'internet' },
  friend: { kind: 'host', parent: 'world', address: '203.0.113.4' },
  stranger: { kind: 'host', parent: 'world', address: '198.51.100.4' },
  aws: { kind: 'site', provider: 'aws', region: 'eu-west-1' },
  vpc: { kind: 'vpc', parent: 'aws', cidrs: ['10.10.0.0/16'] },
  'subnet-1': { kind: 'subnet', parent: 'vpc', cidr: '10.10.1.0/24' },
  'subnet-2': { kind: 'subnet', parent: 'vpc', cidr: '10.10.2.0/24' },
  cluster: { kind: 'cluster', parent: 'vpc', services: '172.20.0.0/16', network: { mechanism: 'aws-vpc-cni' } },
  near: { kind: 'node', parent: 'cluster', subnet: 'subnet-1', address: '10.10.1.10' },
  far: { kind: 'node', parent: 'cluster', subnet: 'subnet-2', address: '10.10.2.10' },
  api: { kind: 'api-server', parent: 'cluster', ...api },
})
const PUBLIC = { publicAddress: '192.0.2.60' }
const PRIVATE = { subnet: 'subnet-1', address: '10.10.1.200' }
const asked = (api: object, from: string, to: string, port = 443) =>
  converse(compiled(base(api)).network, { device: deviceOf(from), destination: ip(to), protocol: PROTOCOLS.tcp, destinationPort: port, sizeBytes: 576, dontFragment: true })

describe('who reaches an endpoint', () => {
  it.each([
    { name: 'the public one: everybody, where nothing is listed', api: PUBLIC, from: 'stranger', to: '192.0.2.60', expected: 'reachable' },
    { name: 'who is in the allowed ranges (EKS user guide, public access CIDRs)', api: { ...PUBLIC, allowed: ['203.0.113.0/24'] }, from: 'friend', to: '192.0.2.60', expected: 'reachable' },
    { name: 'and nobody else', api: { ...PUBLIC, allowed: ['203.0.113.0/24'] }, from: 'stranger', to: '192.0.2.60', expected: 'unreachable' },
    { name: 'an empty list admits nobody', api: { ...PUBLIC, allowed: [] }, from: 'friend', to: '192.0.2.60', expected: 'unreachable' },
    { name: 'the private one: neighbours in its subnet', api: PRIVATE, from: 'near', to: '10.10.1.200', expected: 'reachable' },
    { name: 'and the rest of its network', api: PRIVATE, from: 'far', to: '10.10.1.200', expected: 'reachable' },
    { name: 'also where there is a public one, each answering by its own way', api: { ...PUBLIC, ...PRIVATE }, from: 'far', to: '10.10.1.200', expected: 'reachable' },
  ])('$name', ({ api, from, to, expected }) => { expect(asked(api, from, to).reachability).toBe(expected) })

  it('a refusal is the API server\'s own', () => {
    const [trace] = asked({ ...PUBLIC, allowed: ['203.0.113.0/24'] }, 'stranger', '192.0.2.60').forward
    expect([trace?.disposition, trace?.place, trace?.faults[0]?.why]).toMatchObject(['denied-in', 'api', { code: 'filter.denied', elements: ['api'] }])
  })
  it('listens on 443 unless it says otherwise', () => {
    expect(asked({ ...PUBLIC, port: 6443 }, 'friend', '192.0.2.60', 6443).reachability).toBe('reachable')
    expect(asked({ ...PUBLIC, port: 6443 }, 'friend', '192.0.2.60').clientSees).toBe('refused')
  })
  it('answers a neighbour in AWS directly, past the router and its network ACL', () => {
    const [reply] = asked(PRIVATE, 'near', '10.10.1.200').return
    expect(reply?.hops.map(({ device }) => device)).toEqual(['api', 'near'])
  })
  it('does not let what comes by the public way through to the private filter', () => {
    expect(asked({ ...PUBLIC, allowed: ['203.0.113.4/32'], ...PRIVATE }, 'friend', '192.0.2.60').reachability).toBe('reachable')
  })
})

describe('problems', () => {
  it.each<{ name: string; elements: Elements; code: string; field: string }>([
    { name: 'no address at all', elements: base({}), code: 'api-server.without-address', field: 'publicAddress' },
    { name: 'a public address without an internet', elements: Object.fromEntries(Object.entries(base(PUBLIC)).filter(([id]) => !['world', 'friend', 'stranger'].includes(id))), code: 'api-server.no-internet', field: 'publicAddress' },
    { name: 'a private address in no subnet', elements: base({ address: '10.10.1.200' }), code: 'api-server.private-without-subnet', field: 'subnet' },
    { name: 'a private address outside its subnet', elements: base({ subnet: 'subnet-1', address: '10.10.2.200' }), code: 'api-server.outside-subnet', field: 'address' },
    { name: 'allowed ranges of nothing', elements: base({ ...PRIVATE, allowed: ['192.0.2.0/24'] }), code: 'api-server.allowed-without-public', field: 'allowed' },
  ])('$name', ({ elements, code, field }) => {
    expect(compiled(elements).problems.find(problem => problem.code === code)).toMatchObject({ element: 'api', field })
  })
  it('raises none for a server with both endpoints', () => { expect(compiled(base({ ...PUBLIC, ...PRIVATE, allowed: ['192.0.2.0/24'] })).problems.filter(({ code }) => code.startsWith('api-server.'))).toEqual([]) })
})

import { describe, expect, it } from 'vitest'
import { readQuestions } from '@/lib/ask/read-question'
import type { Design } from '@/lib/design/design'
import { mergeSentences } from '@/lib/mechanisms/catalogue'
import { MECHANISMS } from '@/lib/mechanisms/index'
import { tellStory } from '@/lib/explain/tell'
import { plain } from '@/lib/explain/words'
import { danglingReferences } from '@/lib/network/invariants'
import { answerQuestion } from '@/lib/verify/answer'
import { prepare } from '@/lib/verify/prepare'

/** One VPC with a cluster, a node and a workload that listens on 8080. */
const vpc = (key: string, second: number, routes: readonly { readonly to: string; readonly via: string }[]) => ({
  [`vpc-${key}`]: { kind: 'vpc', parent: 'aws', cidrs: [`10.${second}.0.0/16`] },
  [`rt-${key}`]: { kind: 'route-table', parent: `vpc-${key}`, routes },
  [`subnet-${key}`]: { kind: 'subnet', parent: `vpc-${key}`, cidr: `10.${second}.1.0/24`, routeTable: `rt-${key}` },
  [`sg-${key}`]: { kind: 'security-group', parent: `vpc-${key}`, ingress: [{ traffic: ['all'], peers: ['10.0.0.0/8'] }] },
  [`cluster-${key}`]: { kind: 'cluster', parent: `vpc-${key}`, services: '172.20.0.0/16', network: { mechanism: 'aws-vpc-cni' } },
  [`node-${key}`]: { kind: 'node', parent: `cluster-${key}`, subnet: `subnet-${key}`, address: `10.${second}.1.10`, securityGroups: [`sg-${key}`] },
  [`web-${key}`]: { kind: 'workload', parent: `cluster-${key}`, ports: [8080], pods: [{ node: `node-${key}`, address: `10.${second}.1.37` }] },
})
const BASE: Record<string, unknown> = {
  aws: { kind: 'site', provider: 'aws', region: 'eu-west-1' },
  ...vpc('a', 1, [{ to: '10.2.0.0/16', via: 'ab' }]), ...vpc('b', 2, [{ to: '10.1.0.0/16', via: 'ab' }, { to: '10.3.0.0/16', via: 'bc' }]), ...vpc('c', 3, [{ to: '10.2.0.0/16', via: 'bc' }, { to: '10.1.0.0/16', via: 'bc' }]),
}
const LINKS = { ab: { kind: 'peering', ends: ['vpc-a', 'vpc-b'] }, bc: { kind: 'peering', ends: ['vpc-b', 'vpc-c'] } }
type Change = Readonly<Record<string, unknown>>
const prepared = (change: Change = {}, links: Change = LINKS) => prepare({
  podway: 1, name: 'test', elements: Object.fromEntries(Object.entries({ ...BASE, ...change }).filter(([, element]) => element !== undefined)), links, assertions: [], layout: {},
} as unknown as Design, MECHANISMS)

function ask(from: string, to: string, change: Change = {}, links: Change = LINKS) {
  const { view, network } = prepared(change, links)
  const questions = readQuestions({ from, to, port: 8080 }, view, network)
  if (!questions.ok || !questions.value[0]) throw new Error('the question cannot be read')
  const answer = answerQuestion(questions.value[0], network)
  const { blockers } = tellStory(answer, network, { sentences: mergeSentences(MECHANISMS), labelOf: id => id })
  return {
    is: answer.reachability, more: answer.moreMayLieBehind,
    blockers: blockers.map(({ stage, code, place, elements, disposition }) => [stage, code, place, ...elements, disposition].join(' ')), says: blockers.map(({ words }) => plain(words)),
  }
}
const rt = (key: string, routes: readonly { readonly to: string; readonly via: string }[]) => ({ [`rt-${key}`]: { kind: 'route-table', parent: `vpc-${key}`, routes } })
const GATEWAYS = { internet: { kind: 'internet' }, 'igw-a': { kind: 'internet-gateway', parent: 'vpc-a' } }

describe('two peered VPCs', () => {
  it.each([
    { name: 'reach each other with a route on both sides', source: 'Peering Guide, Update your route tables', from: 'web-a', to: 'web-b', change: {}, expected: { is: 'reachable', blockers: [] } },
    { name: 'and the other way round', source: 'the same', from: 'web-b', to: 'web-a', change: {}, expected: { is: 'reachable', blockers: [] } },
    { name: 'one route deleted here: the route table of the asking subnet is to blame', source: 'the same', from: 'web-a', to: 'web-b', change: rt('a', []), expected: { is: 'unreachable', blockers: ['forward route.not-added vpc-a rt-a no-route'] } },
    { name: 'one route deleted there: the answer does not come back', source: 'the same', from: 'web-a', to: 'web-b', change: rt('b', []), expected: { is: 'unreachable', blockers: ['return route.not-added vpc-b rt-b no-route'] } },
    { name: 'both deleted: both are named', source: 'the same', from: 'web-a', to: 'web-b', change: { ...rt('a', []), ...rt('b', []) }, expected: { is: 'unreachable', blockers: ['forward route.not-added vpc-a rt-a no-route', 'return route.not-added vpc-b rt-b no-route'] } },
    { name: 'a route to the other subnet alone is enough for it', source: 'Peering Guide, Configurations with specific routes', from: 'web-a', to: 'web-b', change: rt('a', [{ to: '10.2.1.0/24', via: 'ab' }]), expected: { is: 'reachable', blockers: [] } },
    { name: 'a route to another subnet of it is not', source: 'the same', from: 'web-a', to: 'web-b', change: rt('a', [{ to: '10.2.2.0/24', via: 'ab' }]), expected: { is: 'unreachable', blockers: ['forward route.not-added vpc-a rt-a no-route'] } },
    { name: 'with a default route the packet dies elsewhere, and the blame stays', source: 'VPC guide, Route priority', from: 'web-a', to: 'web-b', change: { ...GATEWAYS, ...rt('a', [{ to: '0.0.0.0/0', via: 'igw-a' }]) }, expected: { is: 'unreachable', blockers: ['forward route.not-added igw-a rt-a no-route'] } },
    { name: 'a subnet without a route table: its VPC is to blame', source: 'VPC guide, Main route table', from: 'web-a', to: 'web-b', change: { 'subnet-a': { kind: 'subnet', parent: 'vpc-a', cidr: '10.1.1.0/24' } }, expected: { is: 'unreachable', blockers: ['forward route.not-added vpc-a vpc-a no-route'] } },
    { name: 'a route through the peering of somebody else is a blackhole', source: 'VPC guide, Route table concepts', from: 'web-a', to: 'web-b', change: rt('a', [{ to: '10.2.0.0/16', via: 'bc' }]), expected: { is: 'unreachable', blockers: ['forward aws-vpc.static vpc-a rt-a null-routed'] } },
  ])('$name ($source)', ({ from, to, change, expected }) => expect(ask(from, to, change)).toMatchObject(expected))

  it('the sentence names VPC, peering and the missing prefix', () => {
    expect(ask('web-a', 'web-b', rt('a', [])).says).toEqual(['Peering ab leads from VPC vpc-a to vpc-b, but its route table rt-a has no route to 10.2.0.0/16, so packets to 10.2.1.37 go elsewhere or nowhere. Add 10.2.0.0/16 via ab; a subnet without a route table needs one first.'])
  })
})

describe('a peering leads no further', () => {
  it.each([
    { name: 'not to the peer of a peer, whatever the routes say', source: 'Peering Guide, limitations: no transitive peering', change: rt('a', [{ to: '10.2.0.0/16', via: 'ab' }, { to: '10.3.0.0/16', via: 'ab' }]), to: 'web-c', expected: ['forward peering.not-transitive vpc-b ab no-route'] },
    { name: 'nor where the peer in the middle has subnets without a route table', source: 'the same', change: { ...rt('a', [{ to: '10.3.0.0/16', via: 'ab' }]), 'subnet-b': { kind: 'subnet', parent: 'vpc-b', cidr: '10.2.1.0/24' } }, to: 'web-c', expected: ['forward peering.not-transitive vpc-b ab no-route'] },
    { name: 'nor to the internet gateway of the peer', source: 'Peering Guide, limitations: no edge to edge routing', change: { internet: { kind: 'internet' }, out: { kind: 'host', parent: 'internet', address: '198.51.100.7', ports: [8080] }, 'igw-b': { kind: 'internet-gateway', parent: 'vpc-b' }, ...rt('a', [{ to: '0.0.0.0/0', via: 'ab' }]) }, to: 'out', expected: ['forward peering.not-transitive vpc-b ab no-route'] },
  ])('$name ($source)', ({ change, to, expected }) => expect(ask('web-a', to, change)).toMatchObject({ is: 'unreachable', blockers: expected }))
})

describe('VPCs that overlap', () => {
  const overlapping = { 'vpc-b': { kind: 'vpc', parent: 'aws', cidrs: ['10.2.0.0/16', '10.1.128.0/17'] } }
  it('are not peered, even where nobody uses what they share (Peering Guide, limitations: overlapping CIDR blocks)', () => {
    expect(ask('web-a', 'web-b', overlapping)).toMatchObject({ is: 'unreachable', more: false, blockers: ['forward cidr.overlap ab vpc-a vpc-b tunnel-down'], says: ['The ranges of vpc-a or vpc-b overlap, so the peering between them does not come up. Give one of them another range.'] })
  })
  it('whose packets never leave, because the destination is local, blame the overlap as well', () => {
    const same = { 'vpc-b': { kind: 'vpc', parent: 'aws', cidrs: ['10.1.0.0/16'] }, 'subnet-b': { kind: 'subnet', parent: 'vpc-b', cidr: '10.1.2.0/24', routeTable: 'rt-b' }, 'node-b': { ...BASE['node-b'] as object, address: '10.1.2.10' }, 'web-b': { kind: 'workload', parent: 'cluster-b', ports: [8080], pods: [{ node: 'node-b', address: '10.1.2.37' }] } }
    expect(ask('web-a', 'web-b', same).blockers[0]).toBe('forward cidr.overlap vpc-a vpc-a vpc-b null-routed')
  })
  it('are an error of the design, with both ranges', () => {
    expect(prepared(overlapping).problems.filter(({ severity }) => severity === 'error')).toEqual([
      { severity: 'error', code: 'cidr.overlap', element: 'ab', field: 'ends', facts: { peering: 'ab', a: 'vpc-a', b: 'vpc-b', aRange: '10.1.0.0/16', bRange: '10.1.128.0/17' } },
    ])
  })
})

describe('problems of a peering', () => {
  const own = (change: Change, links: Change = LINKS) => prepared(change, links).problems.filter(({ code }) => code.startsWith('aws-vpc-peering') || code === 'design.not-modelled').map(({ severity, code, element }) => `${severity} ${code} ${element}`)
  it.each([
    { name: 'none in the working design', change: {}, links: LINKS, expected: [] },
    { name: 'two VPCs are peered once (limitations: one peering between the same two VPCs)', change: {}, links: { ...LINKS, again: { kind: 'peering', ends: ['vpc-b', 'vpc-a'] } }, expected: ['error aws-vpc-peering.twice again', 'warning aws-vpc-peering.no-route again', 'warning aws-vpc-peering.no-route again'].toSorted() },
    { name: 'no table of one VPC leads through it', change: rt('a', []), links: LINKS, expected: ['warning aws-vpc-peering.no-route ab'] },
    { name: 'a peering between two clouds is nobody\'s', change: { gcp: { kind: 'site', provider: 'gcp' }, far: { kind: 'vpc', parent: 'gcp' } }, links: { ...LINKS, odd: { kind: 'peering', ends: ['vpc-a', 'far'] } }, expected: ['warning design.not-modelled odd'] },
  ])('$name', ({ change, links, expected }) => expect(own(change, links).toSorted()).toEqual(expected))
})

it('between regions packets are smaller (EC2 guide, MTU: 8500 bytes over an inter-Region peering)', () => {
  const mtus = (change: Change) => [...prepared(change).network.devices.values()].flatMap(device => device.interfaces.filter(item => item.link === 'ab' as never).map(item => item.mtuBytes))
  expect(mtus({})).toEqual([9001, 9001])
  expect(mtus({ west: { kind: 'site', provider: 'aws', region: 'us-west-2' }, 'vpc-b': { kind: 'vpc', parent: 'west', cidrs: ['10.2.0.0/16'] } })).toEqual([8500, 8500])
})
it('names nothing that is not there', () => { expect(danglingReferences(prepared().network)).toEqual([]) })

import { describe, expect, it } from 'vitest'
import { cidr } from '@/lib/net/cidr'
import { elementId } from '@/lib/net/element-id'
import { ip } from '@/lib/net/ip-address'
import type { Addition } from './addition'
import { addTo, emptyDraft, seal } from './build'
import { danglingReferences } from './invariants'
import { addressSetOf, clusterObjectsOf, conditionOf, deviceOf, interfaceOf, linkOf, nameServerOf, speakerOf, tableOf } from './names'
import { plainDevice, plainInterface, plainLink, plainPort } from './plain'

const A = deviceOf('a')
const ETH0 = interfaceOf(A, 'eth0')
const from = elementId('a')
const nowhere = interfaceOf(A, 'nowhere')
const route = { code: 'test.route', from, prefix: cidr('192.0.2.0/24'), origin: 'static', preference: 0 } as const
const codes = { denied: 'test.denied', reply: 'test.denied', hidden: 'test.denied' } as const
const refuses = { rules: [], otherwise: { action: { type: 'drop' }, code: 'test.denied', elements: [] }, codes } as const

/** A device with one interface on a segment: every row adds one thing to it. */
const SOUND: readonly Addition[] = [
  { add: 'device', device: plainDevice(A, from, 'endpoint') },
  { add: 'link', link: plainLink(linkOf('net'), from, 'segment') },
  { add: 'interface', device: A, interface: { ...plainInterface(ETH0, linkOf('net'), from, 1500), port: plainPort(ETH0) } },
]

function missingAfter(...additions: readonly Addition[]): readonly string[] {
  const draft = emptyDraft()
  addTo(draft, [...SOUND, ...additions])
  return danglingReferences(seal(draft))
}

describe('danglingReferences', () => {
  it('finds nothing in a network where everything is there', () => {
    expect(missingAfter({ add: 'route', device: A, table: tableOf(A, 'main'), route: { ...route, nextHop: { type: 'connected', interfaceId: ETH0 } } })).toEqual([])
  })

  it.each<{ name: string; additions: readonly Addition[]; says: string }>([
    { name: 'an interface on no link', additions: [{ add: 'interface', device: A, interface: plainInterface(nowhere, linkOf('gone'), from, 1500) }], says: 'interface a:nowhere is on the unknown link gone' },
    { name: 'a link that keeps strangers apart', additions: [{ add: 'link', link: { ...plainLink(linkOf('other'), from, 'segment'), apart: [[nowhere]] } }], says: 'link other keeps apart the unknown interface a:nowhere' },
    { name: 'a route out of no interface', additions: [{ add: 'route', device: A, table: tableOf(A, 'main'), route: { ...route, nextHop: { type: 'interface', interfaceId: nowhere } } }], says: 'table a:main routes out of the unknown interface a:nowhere' },
    {
      name: 'a withheld route out of no interface',
      additions: [{ add: 'withheld', device: A, table: tableOf(A, 'main'), withheld: { route: { ...route, nextHop: { type: 'via', address: ip('192.0.2.1'), interfaceId: nowhere } }, why: { code: 'test.withheld', elements: [] } } }],
      says: 'table a:main routes out of the unknown interface a:nowhere',
    },
    {
      name: 'a route that requires nothing known',
      additions: [{ add: 'route', device: A, table: tableOf(A, 'main'), route: { ...route, nextHop: { type: 'leaves' }, requires: conditionOf('a', 'gone') } }],
      says: 'table a:main requires the unknown condition a:gone',
    },
    { name: 'a policy rule for no table', additions: [{ add: 'policy-rule', device: A, rule: { code: 'test.rule', from, priority: 1, match: {}, table: tableOf(A, 'gone') } }], says: 'device a has a policy rule for the unknown table a:gone' },
    {
      name: 'a policy rule for no interface',
      additions: [{ add: 'policy-rule', device: A, rule: { code: 'test.rule', from, priority: 1, match: { inInterfaces: [nowhere] }, table: tableOf(A, 'main') } }],
      says: 'device a has a policy rule that matches the unknown interface a:nowhere',
    },
    {
      name: 'a translation for no interface',
      additions: [{ add: 'nat', at: { device: A }, rule: { code: 'test.nat', from, id: 'n', hook: 'postrouting', order: 0, match: { outInterfaces: [nowhere] }, action: { type: 'masquerade' } } }],
      says: 'translation n matches the unknown interface a:nowhere',
    },
    {
      name: 'a target that requires nothing known',
      additions: [{ add: 'nat', at: { device: A, port: ETH0 }, rule: { code: 'test.nat', from, id: 'n', hook: 'prerouting', order: 0, match: {}, action: { type: 'destination', targets: [{ address: ip('192.0.2.1'), from, requires: conditionOf('a', 'gone') }] } } }],
      says: 'translation n requires the unknown condition a:gone',
    },
    {
      name: 'a filter rule for no set',
      additions: [{
        add: 'filter', at: { device: A, port: ETH0 },
        filter: { ...refuses, id: 'f' as never, from, guards: { element: from, direction: 'in' }, hook: 'ingress', stateful: false, rules: [{ code: 'test.allow', from, name: 'r', order: 0, match: { sources: { cidrs: [], sets: [addressSetOf('g', 'members')] } }, action: { type: 'accept' } }] },
      }],
      says: 'filter f, rule r matches the unknown address set g:members',
    },
    { name: 'a speaker without its table', additions: [{ add: 'speaker', speaker: { id: speakerOf('s'), from, device: A, table: tableOf(A, 'vpn'), asn: 64512, originates: [], installs: { origin: 'bgp', preference: 20, code: 'test.learned' }, multipath: 'all' } }], says: 'speaker s learns into the unknown table a:vpn of a' },
    { name: 'an OSPF router without its table', additions: [{ add: 'ospf-router', router: { id: speakerOf('o'), from, device: A, table: tableOf(A, 'gone'), interfaces: [], installs: { origin: 'ospf', preference: 110, code: 'test.learned' } } }], says: 'OSPF router o learns into the unknown table a:gone of a' },
    { name: 'an OSPF router on no interface', additions: [{ add: 'ospf-router', router: { id: speakerOf('o'), from, device: A, table: tableOf(A, 'main'), interfaces: [{ interfaceId: nowhere, area: 0, cost: 1 }], installs: { origin: 'ospf', preference: 110, code: 'test.learned' } } }], says: `OSPF router o speaks on the unknown interface ${nowhere}` },
    { name: 'a redistribution to nobody', additions: [{ add: 'redistribution', redistribution: { code: 'test.given', from, to: speakerOf('gone'), origins: ['static'], metric: 0 } }], says: 'a redistribution names the unknown speaker gone' },
    { name: 'a marking by an interface that is not there', additions: [{ add: 'marking', device: A, marking: { id: 'm', code: 'test.marking', from, hook: 'prerouting', stage: 'raw', order: 0, match: { inInterfaces: [nowhere] }, action: { type: 'untrack' } } }], says: `marking m matches the unknown interface ${nowhere}` },
    {
      name: 'a session without its speakers',
      additions: [{ add: 'session', session: { id: elementId('x'), ends: [{ speaker: speakerOf('gone'), address: ip('192.0.2.1'), interfaceId: ETH0 }, { speaker: speakerOf('gone'), address: ip('192.0.2.2'), interfaceId: ETH0 }] } }],
      says: 'session x names the unknown speaker gone',
    },
    {
      name: 'a propagation into no table',
      additions: [{ add: 'propagation', propagation: { code: 'test.propagated', from, speaker: speakerOf('gone'), device: A, table: tableOf(A, 'gone'), nextHop: { type: 'interface', interfaceId: nowhere }, origin: 'propagated', preference: 0 } }],
      says: 'a propagation of gone goes into the unknown table a:gone of a',
    },
    {
      name: 'a condition that nobody can ask',
      additions: [{ add: 'condition', condition: { id: conditionOf('a', 'c'), from, code: 'test.condition', elements: [], quorum: 'all', flows: [{ device: deviceOf('gone'), destination: ip('192.0.2.1'), protocol: 6, sizeBytes: 60, dontFragment: true }] } }],
      says: 'condition a:c asks from the unknown device gone',
    },
    {
      name: 'a name server that runs nowhere and watches nothing',
      additions: [{
        add: 'name-server',
        nameServer: { id: nameServerOf('n'), from, instances: [deviceOf('gone')], codes: { zoneNotServed: 'test.a', noFallthrough: 'test.b', notSynced: 'test.c' }, behaviour: { type: 'corefile', text: '', upstreams: [], clusters: [{ key: '', objects: clusterObjectsOf('gone'), synced: new Map() }] } },
      }],
      says: 'name server n watches the unknown cluster gone',
    },
    { name: 'a stub resolver of nobody', additions: [{ add: 'stub-resolver', device: deviceOf('gone'), stubResolver: { from, nameServers: [], search: [], ndots: 1, timeoutSeconds: 5, attempts: 2, library: 'glibc' } }], says: 'the unknown device gone has a stub resolver' },
    {
      name: 'a cluster that lists pods that are not there',
      additions: [{ add: 'cluster-objects', objects: { id: clusterObjectsOf('c'), from, namespaces: [], services: [], pods: [{ from, device: deviceOf('gone'), name: 'p', namespace: 'default', addresses: [] }] } }],
      says: 'cluster c lists the unknown device gone',
    },
  ])('finds $name', ({ additions, says }) => {
    expect(missingAfter(...additions)).toContain(says)
  })
})

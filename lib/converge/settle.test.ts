import { describe, expect, it } from 'vitest'
import { cidr } from '@/lib/net/cidr'
import { elementId } from '@/lib/net/element-id'
import { ip } from '@/lib/net/ip-address'
import { PROTOCOLS } from '@/lib/net/protocol'
import type { Condition } from '@/lib/network/condition'
import type { ConditionId } from '@/lib/network/ids'
import { deviceOf, interfaceOf, speakerOf, tableOf } from '@/lib/network/names'
import type { Network } from '@/lib/network/network'
import type { Route } from '@/lib/network/route'
import type { Speaker } from '@/lib/network/speaker'
import { converse } from '@/lib/trace/conversation'
import { chain, flow } from '@/lib/trace/sample-chain'
import { settleFailure, withFailed } from './fail'
import { settle } from './settle'

const CONDITION = 'up' as ConditionId
const condition = (more: Partial<Condition> = {}): Condition => ({ id: CONDITION, from: elementId('health'), code: 'test.unmet', elements: [elementId('health')], quorum: 'all', flows: [flow()], ...more })
const withCondition = (network: Network, made: Condition): Network => ({ ...network, conditions: new Map([[made.id, made]]) })

/** The client reaches 203.0.113.0/24 by the router's learned route over the server, and by its own static one by `spare`. */
const speaker = (name: string, asn: number, more: Partial<Speaker> = {}): Speaker =>
  ({ id: speakerOf(name), from: elementId(name), device: deviceOf(name), table: tableOf(deviceOf(name), 'main'), asn, originates: [], installs: { origin: 'bgp', preference: 20, code: 'bgp.learned' }, multipath: 'all', transit: true, ...more })
const learning = (network: Network): Network => ({
  ...network,
  speakers: new Map([speaker('router', 1), speaker('server', 2, { originates: [{ prefix: cidr('203.0.113.7/32'), from: elementId('server') }] })].map(item => [item.id, item])),
  sessions: [{ id: elementId('session'), ends: [{ speaker: speakerOf('router'), address: ip('198.51.100.1'), interfaceId: interfaceOf(deviceOf('router'), 'wan') }, { speaker: speakerOf('server'), address: ip('198.51.100.20'), interfaceId: interfaceOf(deviceOf('server'), 'eth0') }] }],
})
const far = { interfaces: { eth0: 'wan 198.51.100.20/24', lo: 'inside 203.0.113.7/32' } }
const asked = flow({ destination: ip('203.0.113.7') })

describe('conditions and routes settle together (DESIGN section 7)', () => {
  it('what real flows confirm holds', () => { expect(settle(withCondition(chain(), condition())).settled.get(CONDITION)).toBe(true) })
  it('what they do not does not', () => { expect(settle(withCondition(chain({ server: { listens: [] } }), condition())).settled.get(CONDITION)).toBe(false) })
  it('any of several is enough where it says so', () => {
    const flows = [flow({ destinationPort: 81 }), flow()]
    expect(settle(withCondition(chain(), condition({ flows }))).settled.get(CONDITION)).toBe(false)
    expect(settle(withCondition(chain(), condition({ flows, quorum: 'any' }))).settled.get(CONDITION)).toBe(true)
  })
  it('what holds only if it is assumed to does not: the least fixed point', () => {
    const needing: Route = { prefix: cidr('198.51.100.0/24'), nextHop: { type: 'via', address: ip('192.0.2.1') }, origin: 'static', preference: 1, code: 'sample.route', from: elementId('client'), requires: CONDITION }
    const network = chain({ client: { change: device => ({ ...device, tables: device.tables.map(table => ({ ...table, routes: [...table.routes.filter(route => route.prefix.length > 0), needing] })) }) } })
    expect(settle(withCondition(network, condition())).settled.get(CONDITION)).toBe(false)
  })
  it('what contradicts itself is unsettled, and does not hold', () => {
    const blocking: Route = { prefix: cidr('198.51.100.20/32'), nextHop: { type: 'blackhole' }, origin: 'static', preference: 1, code: 'sample.route', from: elementId('router'), requires: CONDITION }
    const network = chain({ router: { change: device => ({ ...device, tables: device.tables.map(table => ({ ...table, routes: [...table.routes, blocking] })) }) } })
    expect(settle(withCondition(network, condition())).settled.has(CONDITION)).toBe(false)
  })
})

describe('failure', () => {
  const fail = (network: Network, ...names: string[]) => settleFailure(network, new Set(names.map(elementId)))
  it('healthy, the learned route leads there', () => { expect(converse(settle(learning(chain({ server: { ...far, listens: [80] } }))), asked)).toMatchObject({ reachability: 'reachable' }) })
  it('a session that failed takes along what was learned by it', () => {
    const failed = fail(learning(chain({ server: { ...far, listens: [80] } })), 'session')
    expect(converse(failed, asked).forward[0]).toMatchObject({ disposition: 'no-route', device: 'router' })
    expect(failed.devices.get(deviceOf('router'))?.tables[0]?.withheld[0]?.why.code).toBe('session.failed')
  })
  it('a device that failed as well', () => { expect(converse(fail(learning(chain({ server: { ...far, listens: [80] } })), 'server'), asked).forward[0]).toMatchObject({ disposition: 'no-route', device: 'router' }) })
  it('what is configured stays, and fails', () => {
    const fixed = chain({ server: { ...far, listens: [80] }, router: { routes: ['203.0.113.7/32 via 198.51.100.20'] } })
    expect(converse(fail(fixed, 'server'), asked).forward[0]).toMatchObject({ disposition: 'neighbor-unreachable', device: 'router' })
  })
  it('with another way, what was learned moves there', () => {
    const spare = { id: 'spare', interfaces: { eth0: 'wan 198.51.100.30/24', lo: 'inside2 203.0.113.7/32' }, listens: [80], routes: ['0.0.0.0/0 via 198.51.100.1'] }
    const two = learning(chain({ server: { ...far, listens: [80] } }, [spare]))
    const both: Network = {
      ...two, speakers: new Map([...two.speakers, [speakerOf('spare'), speaker('spare', 3, { originates: [{ prefix: cidr('203.0.113.7/32'), from: elementId('spare') }], localPreference: 50 })]]),
      sessions: [...two.sessions, { id: elementId('second'), ends: [{ speaker: speakerOf('router'), address: ip('198.51.100.1'), interfaceId: interfaceOf(deviceOf('router'), 'wan') }, { speaker: speakerOf('spare'), address: ip('198.51.100.30'), interfaceId: interfaceOf(deviceOf('spare'), 'eth0') }] }],
    }
    expect(new Set(converse(settle(both), asked).accepted.map(end => end.device))).toEqual(new Set(['server', 'spare']))
    expect(converse(fail(both, 'server'), asked).accepted.map(end => end.device)).toEqual(['spare'])
  })
  it('a condition that keeps what it brought is stale, not gone', () => {
    expect(fail(withCondition(chain(), condition()), 'server').settled.get(CONDITION)).toBe(false)
    expect(fail(withCondition(chain(), condition({ keeps: true })), 'server').settled.get(CONDITION)).toBe(true)
  })
  it('but it must have held before', () => { expect(fail(withCondition(chain({ server: { listens: [] } }), condition({ keeps: true })), 'router').settled.get(CONDITION)).toBe(false) })
  it('a link that failed says so', () => {
    const failed = withFailed(chain(), new Set([elementId('wan')]))
    expect(converse(failed, flow({ protocol: PROTOCOLS.udp })).forward[0]?.faults[0]?.why.code).toBe('link.failed')
  })
})

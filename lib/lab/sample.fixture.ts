import { cidr, DEFAULT_V4 } from '@/lib/net/cidr'
import { ip } from '@/lib/net/ip-address'
import { PROTOCOLS } from '@/lib/net/protocol'
import type { ElementId } from '@/lib/net/element-id'
import type { Addition } from '@/lib/network/addition'
import { addTo, emptyDraft, seal } from '@/lib/network/build'
import type { Device, Interface } from '@/lib/network/device'
import { deviceOf, filterOf, interfaceOf, linkBetween, linkOf, tableOf, trackerOf } from '@/lib/network/names'
import type { Network } from '@/lib/network/network'
import type { NextHop, Route } from '@/lib/network/route'
import type { LabQuestion } from './plan'

/*
 * A small Network with one of each: a client and a server on segments, a router between them that translates, filters statefully, clamps
 * and rejects, a port with a stateful filter in front of the server, policy routing, an ECMP pair and a blackhole.
 */

const element = (id: string) => id as ElementId

function interfaceAt(device: string, name: string, link: Interface['link'], more: Partial<Interface> = {}): Interface {
  return { id: interfaceOf(deviceOf(device), name), link, from: element(device), addresses: [], mtuBytes: 1500, sendsTooBig: true, reversePathFilter: 'off', path: 'host', ...more }
}

const machine = (id: string, more: Partial<Device> = {}): Addition => ({
  add: 'device',
  device: { id: deviceOf(id), from: element(id), role: 'endpoint', interfaces: [], policyRules: [], tables: [], nat: [], filters: [], listeners: [], proxies: [], forwards: false, notices: 'icmp', tracker: trackerOf(id), ...more },
})

const route = (prefix: string, nextHop: NextHop, preference = 0): Route => ({ prefix: cidr(prefix), nextHop, origin: 'static', preference, code: 'route.static', from: element('r') })
const table = (device: string, name: string, routes: readonly Route[]) => ({ id: tableOf(deviceOf(device), name), from: element(device), routes, withheld: [], ties: 'all' as const })
const out = (device: string, name: string) => interfaceOf(deviceOf(device), name)

const CODES = { denied: 'filter.denied', reply: 'filter.reply', hidden: 'filter.hidden' } as const
const accept = { type: 'accept' } as const

const left = linkOf('left')
const right = linkOf('right')
const line = linkBetween(deviceOf('r'), deviceOf('s'))

const ADDITIONS: readonly Addition[] = [
  ...(['left', 'right'] as const).map((id): Addition => ({ add: 'link', link: { id: linkOf(id), from: element(id), kind: 'segment', apart: [], membersKnown: true, up: true } })),
  { add: 'link', link: { id: line, from: element('r'), kind: 'point-to-point', apart: [], membersKnown: true, up: true } },
  machine('client', { interfaces: [interfaceAt('client', 'eth0', left, { addresses: [{ address: ip('192.0.2.10'), length: 24 }] })], tables: [table('client', 'main', [route('192.0.2.0/24', { type: 'connected', interfaceId: out('client', 'eth0') }), route('0.0.0.0/0', { type: 'via', address: ip('192.0.2.1') })])] }),
  machine('other', { interfaces: [interfaceAt('other', 'eth0', left, { addresses: [{ address: ip('192.0.2.11'), length: 24 }] })], tables: [table('other', 'main', [route('192.0.2.0/24', { type: 'connected', interfaceId: out('other', 'eth0') })])] }),
  machine('r', {
    role: 'router', forwards: true,
    interfaces: [
      interfaceAt('r', 'left', left, { addresses: [{ address: ip('192.0.2.1'), length: 24 }], reversePathFilter: 'strict' }),
      interfaceAt('r', 'right', right, { addresses: [{ address: ip('198.51.100.1'), length: 24 }], mtuBytes: 1400, sendsTooBig: false, mssClampBytes: 1300 }),
      interfaceAt('r', 'line', line, { addresses: [{ address: ip('203.0.113.1'), length: 30 }] }),
    ],
    tables: [
      table('r', 'main', [
        route('192.0.2.0/24', { type: 'connected', interfaceId: out('r', 'left') }), route('198.51.100.0/24', { type: 'connected', interfaceId: out('r', 'right') }),
        route('10.0.0.0/8', { type: 'blackhole' }), route('10.1.0.0/16', { type: 'via', address: ip('198.51.100.20') }), route('10.1.0.0/16', { type: 'interface', interfaceId: out('r', 'line') }),
      ]),
      table('r', 'guests', [route('0.0.0.0/0', { type: 'interface', interfaceId: out('r', 'line') }), route('203.0.113.128/25', { type: 'prohibit' }, 5)]),
    ],
    policyRules: [{ priority: 10, match: { sources: { cidrs: [cidr('192.0.2.0/25')], except: [cidr('192.0.2.10/32')] }, protocols: [{ protocol: PROTOCOLS.tcp, ports: [{ from: 80, to: 81 }] }] }, table: tableOf(deviceOf('r'), 'guests'), final: true, code: 'rule.guests', from: element('r') }],
    nat: [
      { id: 'web', hook: 'prerouting', order: 100, match: { destinations: { cidrs: [cidr('198.51.100.1/32')] }, protocols: [{ protocol: PROTOCOLS.tcp, ports: [{ from: 8080, to: 8080 }] }] }, action: { type: 'destination', targets: [{ address: ip('198.51.100.20'), port: 80, from: element('server') }, { address: ip('198.51.100.21'), port: 80, from: element('server') }] }, code: 'nat.web', from: element('r') },
      { id: 'hide', hook: 'postrouting', order: 300, match: { sources: { cidrs: [cidr('192.0.2.0/24')] }, outInterfaces: [out('r', 'right')] }, action: { type: 'masquerade' }, code: 'nat.hide', from: element('r') },
    ],
    filters: [{
      id: filterOf('r', 'forward'), from: element('r'), guards: { element: element('r'), direction: 'in' }, hook: 'forward', stateful: true, codes: CODES,
      rules: [
        { name: 'no telnet', order: 1, match: { protocols: [{ protocol: PROTOCOLS.tcp, ports: [{ from: 23, to: 23 }] }] }, action: { type: 'reject', answer: 'reset' }, code: 'filter.denied', from: element('r') },
        { name: 'from the left', order: 2, match: { inInterfaces: [out('r', 'left')] }, action: accept, code: 'filter.accepted', from: element('r') },
      ],
      otherwise: { action: { type: 'drop' }, code: 'filter.default', elements: [element('r')] },
    }],
  }),
  machine('server', {
    interfaces: [interfaceAt('server', 'eth0', right, {
      addresses: [{ address: ip('198.51.100.20'), length: 24 }],
      port: {
        claims: [cidr('198.51.100.21/32')], check: 'source-and-destination', nat: [], tracker: trackerOf('server:port'),
        filters: [{ id: filterOf('server', 'in'), from: element('server'), guards: { element: element('server'), direction: 'in' }, hook: 'ingress', stateful: true, codes: CODES, rules: [{ name: 'web', order: 1, match: { protocols: [{ protocol: PROTOCOLS.tcp, ports: [{ from: 80, to: 80 }] }] }, action: accept, code: 'filter.accepted', from: element('server') }], otherwise: { action: { type: 'drop' }, code: 'filter.default', elements: [element('server')] } }],
      },
    })],
    tables: [table('server', 'main', [route('198.51.100.0/24', { type: 'connected', interfaceId: out('server', 'eth0') }), route('0.0.0.0/0', { type: 'via', address: ip('198.51.100.1') })])],
    listeners: [{ protocol: PROTOCOLS.tcp, ports: { from: 80, to: 80 }, from: element('server') }],
  }),
  machine('s', { interfaces: [interfaceAt('s', 'eth0', line, { addresses: [{ address: ip('203.0.113.2'), length: 30 }] })], tables: [table('s', 'main', [{ ...route('0.0.0.0/0', { type: 'interface', interfaceId: out('s', 'eth0') }), prefix: DEFAULT_V4 }])], notices: 'silent' }),
]

export function sampleNetwork(): Network {
  const draft = emptyDraft()
  addTo(draft, ADDITIONS)
  return seal(draft)
}

export const SAMPLE_QUESTIONS: readonly LabQuestion[] = [
  { name: 'the web', flow: { device: deviceOf('client'), destination: ip('198.51.100.1'), protocol: PROTOCOLS.tcp, destinationPort: 8080, sizeBytes: 1000, dontFragment: true }, expected: { clientSees: ['ok'], diesAt: [], sourceSeen: ['198.51.100.1'] } },
  { name: 'an echo', flow: { device: deviceOf('client'), destination: ip('203.0.113.2'), protocol: PROTOCOLS.icmp, sizeBytes: 100, dontFragment: false } },
]

import * as z from 'zod'
import { addressText, text } from '@/lib/design/fields'
import { defineMechanism, type Context } from '@/lib/mechanisms/types'
import { plainZone, zonesOf } from '@/lib/mechanisms/zones'
import { ip } from '@/lib/net/ip-address'
import { PROTOCOLS } from '@/lib/net/protocol'
import type { Addition } from '@/lib/network/addition'
import { deviceOf, nameServerOf } from '@/lib/network/names'
import type { NameServerBehaviour, ResolverWay } from '@/lib/network/name-server'
import { onePort } from '@/lib/network/plain'

/** Seconds; what zones commonly have. */
const DEFAULT_TTL_SECONDS = 3600

const schema = z.strictObject({
  recursion: z.boolean().default(true).meta({ title: 'Recursion', description: 'Off: it answers its own zones and refuses the rest.' }),
  forward: z.array(z.strictObject({ zone: text('Zone', 'A dot stands for every name.'), servers: z.array(addressText('Name server')).min(1).max(6) })).max(100).default([]).meta({
    title: 'Forward zones', description: 'Who is asked for a zone; the longest one counts.',
  }),
})
type ServerContext = Context<'name-server', z.infer<typeof schema>>

const DNS: readonly number[] = [PROTOCOLS.udp, PROTOCOLS.tcp]

/** The public name space, where it is drawn with an address: what a resolver asks that forwards nothing. */
function publicWay({ view, id, subject }: ServerContext): readonly ResolverWay[] {
  const root = view.of('name-server').find(({ element }) => view.get(element.parent, 'internet') && element.address !== undefined)
  return root?.element.address === undefined || subject.host === undefined ? []
    : [{ from: id, zone: '.', way: { type: 'forward', servers: [ip(root.element.address)], devices: [deviceOf(subject.host)] } }]
}

/** Its own zones first, then those it forwards, then the public ones, over the network from its machine. Source: RFC 1034 section 5.3, RFC 8499 (forwarder). */
function behaviourOf(context: ServerContext): NameServerBehaviour {
  const { id, subject, config } = context
  const zones = zonesOf(id, subject, DEFAULT_TTL_SECONDS)
  if (!config.recursion || subject.host === undefined) return { type: 'authoritative', zones }
  const devices = [deviceOf(subject.host)]
  const forward = config.forward.map(({ zone, servers }): ResolverWay => ({ from: id, zone: plainZone(zone), way: { type: 'forward', servers: servers.map(server => ip(server)), devices } }))
  return { type: 'recursive', zones, ways: [...forward, ...forward.some(({ zone }) => zone === '.') ? [] : publicWay(context)] }
}

/** A name server on a machine: BIND, Unbound, NSD, PowerDNS, Windows. Source: RFC 1034 section 5.3, RFC 1035 section 4.2. */
export const hostNameServer = defineMechanism({
  name: 'host-name-server',
  title: 'Name server on a machine',
  category: 'name-server',
  attachesTo: [{ kind: 'name-server', parent: 'vpc', named: 'mechanism' }, { kind: 'name-server', parent: 'site', named: 'mechanism', otherwise: true }],
  schema,
  sentences: {
    'host-name-server.without-machine': 'Name server {server} runs nowhere, so it never answers. Name its machine.',
    'host-name-server.forwards-without-recursion': 'Name server {server} has recursion turned off, so it forwards nothing. Turn it on, or remove the forward zones.',
  },
  problems: {
    'name-server': ({ view, id, subject, config }) => [
      ...subject.host === undefined ? [{ severity: 'warning', code: 'host-name-server.without-machine', element: id, field: 'host', facts: { server: view.nameOf(id) } } as const] : [],
      ...!config.recursion && config.forward.length > 0 ? [{ severity: 'warning', code: 'host-name-server.forwards-without-recursion', element: id, field: 'config.forward', facts: { server: view.nameOf(id) } } as const] : [],
    ],
  },
  contribute: {
    connect: {
      'name-server': ({ id, subject }) => subject.host === undefined ? [] : DNS.map((protocol): Addition =>
        ({ add: 'listener', device: deviceOf(subject.host ?? ''), listener: { protocol, ports: onePort(53), from: id } })),
    },
    name: {
      'name-server': context => [{
        add: 'name-server',
        nameServer: {
          id: nameServerOf(context.id), from: context.id, instances: context.subject.host === undefined ? [] : [deviceOf(context.subject.host)], behaviour: behaviourOf(context),
          codes: { zoneNotServed: 'dns.zone-not-served', noFallthrough: 'dns.no-fallthrough', notSynced: 'control-plane.unreachable' },
        },
      }],
    },
  },
})

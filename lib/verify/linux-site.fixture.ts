import { compile } from '@/lib/compile/compile'
import { settle } from '@/lib/converge/settle'
import type { Design } from '@/lib/design/design'
import { MECHANISMS } from '@/lib/mechanisms/index'
import { ip } from '@/lib/net/ip-address'
import { PROTOCOLS, type ProtocolName } from '@/lib/net/protocol'
import type { Conversation } from '@/lib/network/conversation'
import { deviceOf } from '@/lib/network/names'
import type { Network } from '@/lib/network/network'
import type { Problem } from '@/lib/network/problem'
import type { ClientSees } from '@/lib/network/trace'
import { converse } from '@/lib/trace/conversation'

type Fields = Readonly<Record<string, unknown>>

/**
 * A small site for tests: client 10.1.0.10 behind router-a, server 10.2.0.10 behind router-b, the two routers on a wire (198.51.100.1 and .2).
 * The server listens on tcp/80 and udp/53. IPv6: 2001:db8:1::10, 2001:db8:2::10, 2001:db8::1 and ::2.
 */
export interface Given {
  readonly a?: Fields
  readonly b?: Fields
  readonly client?: Fields
  readonly server?: Fields
  /** Of the routers' and segments' elements rather than their configuration. */
  readonly elements?: Readonly<Record<string, Fields>>
  readonly links?: Readonly<Record<string, Fields>>
}

const TO_B = [{ to: '10.2.0.0/24', via: '198.51.100.2' }, { to: '2001:db8:2::/64', via: '2001:db8::2' }]
const TO_A = [{ to: '10.1.0.0/24', via: '198.51.100.1' }, { to: '2001:db8:1::/64', via: '2001:db8::1' }]
const both = (segment: string, n: number, host: number) => ({ segment, addresses: n === 0 ? [`198.51.100.${host}/24`, `2001:db8::${host}/64`] : [`10.${n}.0.${host}/24`, `2001:db8:${n}::${host}/64`] })

export function smallSite({ a = {}, b = {}, client = {}, server = {}, elements = {}, links = {} }: Given): { readonly network: Network; readonly problems: readonly Problem[] } {
  const base: Readonly<Record<string, Fields>> = {
    site: { kind: 'site', provider: 'on-premises' },
    lan: { kind: 'segment', parent: 'site', cidrs: ['10.1.0.0/24', '2001:db8:1::/64'] },
    wan: { kind: 'segment', parent: 'site', cidrs: ['198.51.100.0/24', '2001:db8::/64'] },
    dmz: { kind: 'segment', parent: 'site', cidrs: ['10.2.0.0/24', '2001:db8:2::/64'] },
    'router-a': { kind: 'router', parent: 'site', interfaces: [both('lan', 1, 1), both('wan', 0, 1)], config: { routes: TO_B, ...a } },
    'router-b': { kind: 'router', parent: 'site', interfaces: [both('wan', 0, 2), both('dmz', 2, 1)], config: { routes: TO_A, ...b } },
    client: { kind: 'host', parent: 'site', address: '10.1.0.10', interfaces: [both('lan', 1, 10)], config: { gateways: ['10.1.0.1', '2001:db8:1::1'], ...client } },
    server: { kind: 'host', parent: 'site', address: '10.2.0.10', interfaces: [both('dmz', 2, 10)], ports: [80, 'udp/53'], config: { gateways: ['10.2.0.1', '2001:db8:2::1'], ...server } },
  }
  const merged = Object.fromEntries([...new Set([...Object.keys(base), ...Object.keys(elements)])].map(id => [id, { ...base[id], ...elements[id] }]))
  const { network, problems } = compile({ podway: 1, name: 'test', elements: merged, links, assertions: [], layout: {} } as unknown as Design, MECHANISMS)
  return { network: settle(network), problems }
}

export interface Asked { readonly from?: string; readonly to?: string; readonly protocol?: ProtocolName; readonly port?: number; readonly sizeBytes?: number; readonly dontFragment?: boolean }

/** What comes of a question; by default the client asks the server on tcp/80. */
export function askSite(network: Network, { from = 'client', to = '10.2.0.10', protocol = 'tcp', port, sizeBytes = 100, dontFragment = true }: Asked = {}): Conversation {
  const ports = protocol === 'tcp' || protocol === 'udp' ? { destinationPort: port ?? (protocol === 'tcp' ? 80 : 53) } : {}
  return converse(network, { device: deviceOf(from), destination: ip(to), protocol: PROTOCOLS[protocol], sizeBytes, dontFragment, ...ports })
}

/** What the client sees, the source that the server saw, and how and where it ended if it did not come back. */
export function outcomeOf({ clientSees, accepted, forward, return: back }: Conversation): { readonly sees: ClientSees; readonly source: string | null; readonly ends: string | null } {
  const failed = [...forward, ...back].find(({ disposition }) => disposition !== 'accepted')
  return { sees: clientSees, source: accepted[0]?.sourceSeen ?? null, ends: failed ? `${failed.disposition} at ${failed.device}` : null }
}

/** The site with a tunnel between its routers, through which both send what is for the other's hosts. */
export function tunnelledSite(mechanism: string, config: Fields = {}, { a = {}, b = {}, elements = {} }: Pick<Given, 'a' | 'b' | 'elements'> = {}, state: 'up' | 'down' = 'up') {
  const inside = [['172.16.0.1/30', 'fd00::1/64'], ['172.16.0.2/30', 'fd00::2/64']]
  return smallSite({
    a: { routes: [{ to: '10.2.0.0/24', dev: 'tun0' }, { to: '2001:db8:2::/64', dev: 'tun0' }], ...a }, b: { routes: [{ to: '10.1.0.0/24', dev: 'tun0' }, { to: '2001:db8:1::/64', dev: 'tun0' }], ...b }, elements,
    links: { tunnel: { kind: 'tunnel', ends: ['router-a', 'router-b'], mechanism, state, config: { inside, dev: ['tun0', 'tun0'], outside: ['198.51.100.1', '198.51.100.2'], ...config } } },
  })
}

/** The bytes of the outer packet for an inner one, and what carries it; null where nothing was wrapped. */
function wrappedBytes({ forward }: Conversation): { readonly inner: number; readonly outer: number; readonly protocol: number; readonly port: number | undefined } | null {
  const step = forward.flatMap(({ hops }) => hops).flatMap(({ steps }) => steps).find(one => one.type === 'encapsulate')
  return step?.type === 'encapsulate' ? { inner: step.innerBytes, outer: step.outerBytes, protocol: step.outer.protocol, port: step.outer.destinationPort } : null
}

/** What a datagram of so many bytes becomes in the tunnel between the routers, what its sender sees, and what is wrong with the tunnel. */
export function inTunnel(mechanism: string, config: Fields, sizeBytes: number) {
  const { network, problems } = tunnelledSite(mechanism, config)
  const answer = askSite(network, { protocol: 'udp', sizeBytes })
  return { problems, sees: answer.clientSees, ...wrappedBytes(answer) }
}

/** What the tunnel's interface takes. */
export const tunnelMtuBytes = (mechanism: string): number | undefined => tunnelledSite(mechanism).network.devices.get(deviceOf('router-a'))?.interfaces.find(item => item.tunnel)?.mtuBytes

import { isLoopback } from '@/lib/dns/loopback'
import type { Answering, Asked, Cause, Served, ServerContext, Session } from '@/lib/dns/served'
import type { NameServerId } from '@/lib/network/ids'
import type { Network } from '@/lib/network/network'
import type { DnsStep, Exchange, Query } from '@/lib/network/resolution'
import { blocksOf } from './corefile-blocks'

/** Mark of a way point that was no packet: the server asked itself for the target of an alias. */
const ALIAS = ' alias'

/** A question at a process, as a point of a way. */
export const wayPoint = ({ server, device, port, query }: Pick<Answering, 'server' | 'device' | 'port' | 'query'>): string => `${server.id} ${device}:${port} ${query.name} ${query.type} ${query.class ?? 'IN'}`
export const aliasPoint = (point: string): string => `${point}${ALIAS}`

/** Whether a way has come by here before. */
export const hasPassed = (trail: readonly string[], point: string): boolean => trail.includes(point) || trail.includes(aliasPoint(point))

const roundOf = (trail: readonly string[], point: string): readonly string[] => trail.slice(trail.findLastIndex(entry => entry === point || entry === aliasPoint(point)))

/** Whether a question came back without a packet: aliases that a server follows by asking itself lead to each other. */
export const isAliasCircle = (trail: readonly string[], point: string): boolean => roundOf(trail, point).every(entry => entry.endsWith(ALIAS))

/** Why a question came back: servers that forward to each other, or one to itself. Source: coredns plugin/loop README. */
export function loopCauses(trail: readonly string[], point: string, network: Network): readonly Cause[] {
  const servers = [...new Set(roundOf(trail, point).map(entry => entry.split(' ')[0] as NameServerId))].flatMap(id => network.nameServers.get(id) ?? [])
  const elements = [...new Set(servers.map(({ from }) => from))]
  const [first] = elements
  return first === undefined ? [] : [{ type: 'configured', place: first, why: { code: elements.length > 1 ? 'dns.loop-mutual' : 'dns.loop-self', elements } }]
}

/** What the `loop` plugin asks its own server once, when it starts: a name that nobody has, in the first zone of its block. */
const PROBE = '6361004.8917452'

/**
 * Whether a process ends as soon as it starts, because its own probe comes back to it. A loop through servers that start later, or in another
 * zone than the block's first, is not found. Source: coredns plugin/loop (setup.go, loop.go).
 */
export function loopsAtStart(session: Session, answering: Answering): boolean {
  const { server, device } = answering
  const { behaviour } = server
  const blocks = behaviour.type === 'corefile' ? blocksOf(server, behaviour) ?? [] : []
  return blocks.filter(({ directives }) => directives.some(({ name }) => name === 'loop')).some(({ zone, port }) => {
    const query: Query = { name: zone === '.' ? PROBE : `${PROBE}.${zone}`, type: 'HINFO' }
    const served = session.answer({ server, device, port, client: null, query, trail: [], mode: 'real', start: 'probing' })
    return served.steps.some(one => comesBack(one, server.id))
  })
}

const comesBack = ({ actor, did, server, exchange }: DnsStep, id: NameServerId): boolean => (actor === 'loop' && did === 'failed' && server === id) || (exchange?.steps.some(one => comesBack(one, id)) ?? false)

/** A query to an address of the machine itself never leaves it: whoever listens there is this very server. */
export function askOneself(session: Session, answering: Answering, asked: Query, to: Parameters<ServerContext['ask']>[1], trail: readonly string[]): readonly Asked[] | undefined {
  const { server, device } = answering
  if (!isLoopback(to.address)) return undefined
  const listens = server.behaviour.type === 'corefile' && (blocksOf(server, server.behaviour) ?? []).some(({ port }) => port === to.port)
  const way: Exchange = { query: asked, asker: device, server: to.address, transport: to.transport, forward: [], return: [], response: null, steps: [] }
  if (!listens) return [{ exchange: { ...way, failure: 'refused' }, causes: [{ type: 'configured', place: server.from, why: { code: 'dns.loopback-upstream', elements: [server.from], facts: { address: to.address } } }] }]
  const served: Served = session.answer({ ...answering, client: to.address, query: asked, port: to.port, trail })
  const exchange: Exchange = { ...way, answeredBy: { server: server.id, device, sourceSeen: to.address }, steps: served.steps }
  return served.replies.map((reply): Asked => {
    if (reply.type === 'not-modelled') return { exchange: { ...exchange, undetermined: reply.undetermined }, causes: [] }
    return reply.type === 'silent' ? { exchange: { ...exchange, failure: 'timeout' }, causes: reply.causes } : { exchange: { ...exchange, response: reply.response }, causes: reply.causes }
  })
}

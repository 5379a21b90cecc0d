import type { IpAddress } from '@/lib/net/ip-address'
import type { Device } from '@/lib/network/device'
import type { DeviceId, NameServerId } from '@/lib/network/ids'
import type { NameServer } from '@/lib/network/name-server'
import type { Exchange, Query, ResolvedAddress, Response } from '@/lib/network/resolution'
import { zoneLength } from './names'
import { addressesOf, holdsAnswer, recordsFor } from './response'
import type { Session } from './served'

/** A name server that has a name in a zone of its own, whoever reaches it. */
export interface Holder { readonly server: NameServer; readonly zone: string; readonly addresses: readonly ResolvedAddress[] }

/** The name servers of the Network that hold the queried records themselves, those of the longest zone first. */
export function holdersOf(session: Session, query: Query, except: ReadonlySet<NameServerId>): readonly Holder[] {
  const holders = [...session.network.nameServers.values()].flatMap(server => (except.has(server.id) ? [] : holdingsOf(session, server, query)))
  return holders.sort((a, b) => zoneLength(b.zone) - zoneLength(a.zone))
}

function holdingsOf(session: Session, server: NameServer, query: Query): readonly Holder[] {
  const [device] = server.instances
  if (device === undefined) return []
  const { replies, steps } = session.answer({ server, device, port: 53, client: null, query, trail: [], mode: 'alone' })
  const response = replies.find(reply => reply.type === 'response' && holdsAnswer(reply.response, query))
  const zone = steps.findLast(({ did, facts }) => did === 'answered' && facts.zone !== undefined)?.facts.zone
  return response?.type === 'response' && zone !== undefined ? [{ server, zone, addresses: answerOf(response.response, query) }] : []
}

export const answerOf = (response: Response, query: Query): readonly ResolvedAddress[] =>
  holdsAnswer(response, query) ? addressesOf(recordsFor(query.name, response.answers)) : []

/** The processes that a lost query was meant for: behind the address it had when it died, or behind a balancer that has this address. */
export function meantBy(session: Session, { server, forward }: Exchange): readonly { readonly server: NameServer; readonly device: DeviceId }[] {
  const addresses = new Set<IpAddress>([server, ...forward.map(({ arrived }) => arrived.destination)])
  const { devices } = session.network
  const targets = [...devices.values()].filter(device => hasAny(device, addresses)).flatMap(targetsOf)
  const all = new Set([...addresses, ...targets])
  return [...session.network.nameServers.values()].flatMap(candidate => candidate.instances.flatMap(id => {
    const device = devices.get(id)
    return device && hasAny(device, all) ? [{ server: candidate, device: id }] : []
  }))
}

const hasAny = (device: Device, addresses: ReadonlySet<IpAddress>): boolean => device.interfaces.some(item => item.addresses.some(({ address }) => addresses.has(address)))

function targetsOf(device: Device): readonly IpAddress[] {
  const rules = device.role === 'balancer' ? [...device.nat, ...device.interfaces.flatMap(item => item.port?.nat ?? [])] : []
  return rules.flatMap(({ action }) => (action.type === 'destination' ? action.targets.map(({ address }) => address) : []))
}

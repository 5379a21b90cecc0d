import type { IpAddress } from '@/lib/net/ip-address'
import type { Converse } from '@/lib/network/conversation'
import type { DeviceId, NameServerId } from '@/lib/network/ids'
import type { NameServer } from '@/lib/network/name-server'
import type { Network } from '@/lib/network/network'
import type { DnsStep, Query, Response, Undetermined } from '@/lib/network/resolution'
import { normaliseName } from './names'
import { distinct, responseKey } from './response'
import type { Reply } from './served'
import { openSession } from './session'

export interface ServerQuery {
  /** A name server, or an address of one of its processes. */
  readonly server: NameServerId | IpAddress
  /** One of its processes; all of them where none is named. */
  readonly instance?: DeviceId
  /** The source address that the server sees. */
  readonly client?: IpAddress
  /** Where it listens; 53 unless said. */
  readonly port?: number
  readonly query: Query
}

/** What one process says. Without a response it stays silent, or nobody can say. */
export interface ServerAnswer {
  readonly server: NameServerId
  readonly device: DeviceId
  readonly response: Response | null
  readonly undetermined?: Undetermined
  readonly steps: readonly DnsStep[]
}

/**
 * One query straight to a name server, without the packets to it; those that the server itself sends are followed.
 * Every different answer once; none where there is no such server.
 */
export function queryServer(request: ServerQuery, network: Network, converse: Converse): readonly ServerAnswer[] {
  const session = openSession(network, converse)
  const name = normaliseName(request.query.name)
  const asked = request.query.name.replace(/\.$/, '')
  const query = { ...request.query, name, ...(asked === name ? {} : { spelling: asked }) }
  const answers = processesOf(request, network).flatMap(({ server, device }) => {
    const served = session.answer({ server, device, port: request.port ?? 53, client: request.client ?? null, query, trail: [], mode: 'real' })
    return served.replies.map((reply): ServerAnswer => ({ server: server.id, device, steps: served.steps, ...contentOf(reply) }))
  })
  return distinct(answers, ({ response, undetermined }) => (response ? responseKey(response) : `none ${undetermined?.code ?? ''}`), first => first)
}

const contentOf = (reply: Reply): Pick<ServerAnswer, 'response' | 'undetermined'> =>
  reply.type === 'response' ? { response: reply.response } : { response: null, ...(reply.type === 'not-modelled' ? { undetermined: reply.undetermined } : {}) }

function processesOf({ server: asked, instance }: ServerQuery, network: Network): readonly { readonly server: NameServer; readonly device: DeviceId }[] {
  const all = [...network.nameServers.values()].flatMap(server => server.instances.map(device => ({ server, device })))
  const named = all.filter(({ server }) => server.id === asked)
  const owned = named.length > 0 ? named : all.filter(({ device }) => owns(network, device, asked))
  return instance === undefined ? owned : owned.filter(({ device }) => device === instance)
}

function owns(network: Network, device: DeviceId, address: string): boolean {
  return network.devices.get(device)?.interfaces.some(item => item.addresses.some(own => own.address === address)) ?? false
}

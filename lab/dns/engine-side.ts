import { ip } from '@/lib/net/ip-address'
import { queryServer, type ServerAnswer } from '@/lib/dns/query'
import { delivering, reaches, smallNetwork, watching } from '@/lib/dns/small-network'
import { deviceOf, nameServerOf } from '@/lib/network/names'
import { apiUrl, UNREACHABLE, type DnsQuestion, type DnsScenario } from './scenario'

/** The engine's servers of a scenario: every answer that may come of a question. */
export function engineSide({ servers, clusters, search = [] }: DnsScenario): (question: DnsQuestion) => readonly ServerAnswer[] {
  const watched = clusters.map(({ id }) => watching(apiUrl(String(id)), String(id)))
  const lost = servers.map(({ id }) => ({ device: deviceOf(`${id}-0`), condition: reaches(`${id}-0`, UNREACHABLE), holds: 'no' as const }))
  const [first] = clusters
  const never = first ? [watching(apiUrl(UNREACHABLE), String(first.id), new Map(lost.map(({ device, condition }) => [device, condition.id])))] : []
  const network = smallNetwork({
    servers: servers.map(({ id, address, corefile: text, files = {} }) => ({ id, addresses: [address], behaviour: { type: 'corefile', text, upstreams: [], clusters: [...watched, ...never], search, files } })),
    clusters, conditions: lost,
  })
  const converse = delivering(network)
  return ({ server, port, name, type, client }) => queryServer({ server: nameServerOf(server), port, client: ip(client), query: { name, type } }, network, converse)
}

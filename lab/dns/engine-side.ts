import { ip } from '@/lib/net/ip-address'
import { queryServer, type ServerAnswer } from '@/lib/dns/query'
import { corefile, delivering, smallNetwork, watching } from '@/lib/dns/small-network'
import { nameServerOf } from '@/lib/network/names'
import { apiUrl, type DnsQuestion, type DnsScenario } from './scenario'

/** The engine's servers of a scenario: every answer that may come of a question. */
export function engineSide({ servers, clusters }: DnsScenario): (question: DnsQuestion) => readonly ServerAnswer[] {
  const watched = clusters.map(({ id }) => watching(apiUrl(String(id)), String(id)))
  const network = smallNetwork({ servers: servers.map(({ id, address, corefile: text }) => ({ id, addresses: [address], behaviour: corefile(text, watched) })), clusters })
  const converse = delivering(network)
  return ({ server, port, name, type, client }) => queryServer({ server: nameServerOf(server), port, client: ip(client), query: { name, type } }, network, converse)
}

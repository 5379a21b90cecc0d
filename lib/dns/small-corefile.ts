import { nameServerOf } from '@/lib/network/names'
import type { RecordType } from '@/lib/network/resolution'
import { queryServer } from './query'
import { cluster, corefile, delivering, smallNetwork, watching, zone } from './small-network'

/*
 * One server with a Corefile, for tests of plugins. Around it: a cluster, a recursive server at 192.0.2.2 and another Corefile on port 5353.
 */

const CLUSTER = cluster('west', { 'web.shop': '10.96.0.80', 'idle.shop': [], 'db.shop': ['db-0=10.1.0.10', '10.1.0.11'] })

/** `rcode data…` (data of another owner as `owner=data`), or the code of what is not modelled, or `silent`. */
export function askCorefile(text: string, name: string, type: RecordType = 'A'): string {
  const network = smallNetwork({
    servers: [
      { id: 'dns', addresses: ['192.0.2.53'], behaviour: corefile(text, [watching('', 'west')], ['192.0.2.2']) },
      { id: 'up', addresses: ['192.0.2.2'], behaviour: { type: 'recursive', zones: [zone('example.org', { 'www.example.org': '203.0.113.80' })] } },
      { id: 'other', addresses: ['192.0.2.3'], behaviour: corefile('.:5353 {\n  hosts {\n    203.0.113.81 www.example.org\n  }\n}') },
    ],
    clusters: [CLUSTER],
  })
  const [answer] = queryServer({ server: nameServerOf('dns'), query: { name, type } }, network, delivering(network))
  if (answer?.undetermined) return answer.undetermined.code
  return answer?.response ? [answer.response.rcode, ...answer.response.answers.map(({ name: owner, data }) => (owner === name ? data : `${owner}=${data}`))].join(' ') : 'silent'
}

/** A server block with these lines. */
export const block = (key: string, ...lines: readonly string[]): string => `${key} {\n${lines.map(line => `  ${line}\n`).join('')}}\n`

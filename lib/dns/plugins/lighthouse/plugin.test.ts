import { expect, it } from 'vitest'
import { queryServer } from '@/lib/dns/query'
import { cluster, corefile, delivering, smallNetwork, watching } from '@/lib/dns/small-network'
import { elementId } from '@/lib/net/element-id'
import { ip } from '@/lib/net/ip-address'
import { deviceOf, nameServerOf } from '@/lib/network/names'
import type { RecordType } from '@/lib/network/resolution'

/** A service of the cluster set with these addresses, one in each exporting cluster, asked of the block for `clusterset.local`. */
function ask(type: RecordType, ...addresses: readonly string[]): string {
  const slices = addresses.map((address, at) => ({
    cluster: `c${at}`, ports: [], publishNotReadyAddresses: false, globalAddresses: false,
    endpoints: [{ from: elementId('web'), device: deviceOf('web'), address: ip(address), podName: 'web', ready: true }],
  }))
  const imported = { from: elementId('web'), name: 'web', namespace: 'shop', type: 'ClusterSetIP' as const, addresses: [], ports: [], slices }
  const network = smallNetwork({
    servers: [{ id: 'dns', addresses: ['192.0.2.53'], behaviour: corefile('clusterset.local:53 {\n  lighthouse\n}\n', [watching('', 'west')]) }],
    clusters: [{ ...cluster('west', {}), serviceImports: [imported], connectivity: { local: 'c0', connected: ['c0', 'c1'] } }],
  })
  const [answer] = queryServer({ server: nameServerOf('dns'), query: { name: 'web.shop.svc.clusterset.local', type } }, network, delivering(network))
  if (answer?.undetermined) return answer.undetermined.code
  return [answer?.response?.rcode, ...(answer?.response?.answers ?? []).map(({ data }) => data)].join(' ')
}

it.each([
  { name: 'A of the local cluster (resolver.go GetDNSRecords)', type: 'A', addresses: ['192.0.2.80', '192.0.2.81'], expected: 'NOERROR 192.0.2.80' },
  { name: 'AAAA is NODATA where all is IPv4, in every version (handler.go)', type: 'AAAA', addresses: ['192.0.2.80', '192.0.2.81'], expected: 'NOERROR' },
  { name: 'AAAA with IPv6 addresses depends on the version (pull request 1773)', type: 'AAAA', addresses: ['192.0.2.80', '2001:db8::80'], expected: 'dns.option-not-modelled' },
  { name: 'other types get NOTIMP', type: 'TXT', addresses: ['192.0.2.80'], expected: 'NOTIMP' },
] as const)('$name', ({ type, addresses, expected }) => { expect(ask(type, ...addresses)).toBe(expected) })

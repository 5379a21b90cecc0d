import { describe, expect, it } from 'vitest'
import { elementId } from '@/lib/net/element-id'
import { ip } from '@/lib/net/ip-address'
import { block } from '@/lib/dns/small-corefile'
import { queryServer } from '@/lib/dns/query'
import { cluster, corefile, delivering, smallNetwork, watching } from '@/lib/dns/small-network'
import type { ClusterObjects } from '@/lib/network/cluster-objects'
import { clusterObjectsOf, deviceOf, nameServerOf } from '@/lib/network/names'
import type { RecordType } from '@/lib/network/resolution'

/*
 * What a real CoreDNS 1.15.0 was seen to answer where the engine once said otherwise: see docs/lab-notes/dns.md.
 */

const pod = (name: string, address: string): ClusterObjects['pods'][number] => ({ from: elementId(name), device: deviceOf(name), name, namespace: 'shop', addresses: [ip(address)] })
const SMALL = cluster('west', { 'web.shop': '10.96.0.80', 'db.shop': ['db-0=10.1.0.10', 'fd10:0:0:1::'] })
const OBJECTS: ClusterObjects = {
  ...SMALL, pods: [pod('asker', '192.0.2.1'), pod('six', 'fd10:0:0:1::')],
  services: [...SMALL.services, { from: elementId('bare'), name: 'bare', namespace: 'shop', type: 'Headless', clusterAddresses: [], ports: [], publishNotReadyAddresses: false, endpoints: [], externalAddresses: ['198.51.100.1'] }],
}

function ask(text: string, name: string, type: RecordType, files: Readonly<Record<string, string>> = {}): string {
  const behaviour = { ...corefile(text, [watching('', 'west')]), files }
  const network = smallNetwork({ servers: [{ id: 'dns', addresses: ['192.0.2.53'], behaviour }], clusters: [{ ...OBJECTS, id: clusterObjectsOf('west') }] })
  const [answer] = queryServer({ server: nameServerOf('dns'), client: ip('192.0.2.1'), query: { name, type } }, network, delivering(network))
  return answer?.response ? [answer.response.rcode, ...answer.response.answers.map(({ data }) => data)].join(' ') : (answer?.undetermined?.code ?? 'silent')
}

const kubernetes = (...options: readonly string[]) => `kubernetes cluster.local in-addr.arpa ip6.arpa {\n${options.map(option => `    ${option}\n`).join('')}  }`
const ZONE = '$ORIGIN example.org.\n@ 60 IN SOA ns host 1 60 60 60 60\n'

describe('as the real server answered', () => {
  it.each<{ name: string; text: string; of: string; type: RecordType; expected: string; files?: Readonly<Record<string, string>> }>([
    { name: 'TXT of a kubernetes apex is not there', text: block('.', kubernetes()), of: 'cluster.local', type: 'TXT', expected: 'NXDOMAIN' },
    { name: 'ns.dns exists for every type', text: block('.', kubernetes()), of: 'ns.dns.cluster.local', type: 'SRV', expected: 'NOERROR' },
    { name: 'a block with bind knows no address of its own', text: block('.', 'bind 192.0.2.53', kubernetes()), of: 'cluster.local', type: 'NS', expected: 'NOERROR' },
    { name: 'a pod has SRV with port 0', text: block('.', kubernetes('pods insecure')), of: '192-0-2-1.shop.pod.cluster.local', type: 'SRV', expected: 'NOERROR 0 100 0 192-0-2-1.shop.pod.cluster.local' },
    { name: 'a verified pod is found by the text of its address', text: block('.', kubernetes('pods verified')), of: '192-0-2-1.shop.pod.cluster.local', type: 'A', expected: 'NOERROR 192.0.2.1' },
    { name: 'and so is none whose label ends in a 0 that the address does not have', text: block('.', kubernetes('pods verified')), of: 'fd10-0-0-1--0.shop.pod.cluster.local', type: 'AAAA', expected: 'NXDOMAIN' },
    { name: 'IPv6 backwards: up to three labels too many do not count', text: block('.', kubernetes()), of: `x.${'0.'.repeat(16)}1.0.0.0.${'0.'.repeat(8)}0.1.d.f.ip6.arpa`, type: 'PTR', expected: 'NOERROR fd10-0-0-1--0.db.shop.svc.cluster.local' },
    { name: 'a service without ports has its outer address', text: block('.', kubernetes(), 'k8s_external ext.example'), of: 'bare.shop.ext.example', type: 'A', expected: 'NOERROR 198.51.100.1' },
    { name: 'but no SRV', text: block('.', kubernetes(), 'k8s_external ext.example'), of: 'bare.shop.ext.example', type: 'SRV', expected: 'NOERROR' },
    { name: 'autopath fails on the search element itself', text: block('.', 'autopath @kubernetes', kubernetes('pods verified')), of: 'shop.svc.cluster.local', type: 'A', expected: 'SERVFAIL' },
    { name: 'hosts knows no name outside its zones, backwards either', text: block('in-addr.arpa', 'hosts {\n    192.0.2.7 www.example.org\n  }'), of: '7.2.0.192.in-addr.arpa', type: 'PTR', expected: 'SERVFAIL' },
    { name: 'file as the last plugin refuses other zones', text: block('.', 'file db example.org'), of: 'www.example.net', type: 'A', expected: 'REFUSED', files: { db: ZONE } },
    { name: 'file with a view behind it does not', text: block('.', "view v {\n    expr type() == 'A'\n  }", 'file db example.org'), of: 'www.example.net', type: 'A', expected: 'SERVFAIL', files: { db: ZONE } },
    { name: 'cancel stands in the chain', text: block('.', 'cancel'), of: 'www.example.net', type: 'A', expected: 'SERVFAIL' },
    { name: 'metadata stands in the chain', text: block('.', 'metadata'), of: 'www.example.net', type: 'A', expected: 'SERVFAIL' },
    { name: 'bind does not', text: block('.', 'bind 192.0.2.53'), of: 'www.example.net', type: 'A', expected: 'REFUSED' },
  ])('$name', ({ text, of, type, expected, files }) => { expect(ask(text, of, type, files)).toBe(expected) })
})

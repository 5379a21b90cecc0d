import { describe, expect, it } from 'vitest'
import { nameServerOf } from '@/lib/network/names'
import type { RecordType } from '@/lib/network/resolution'
import { queryServer } from '@/lib/dns/query'
import { cluster, corefile, delivering, smallNetwork, watching, zone } from '@/lib/dns/small-network'

const CLUSTER = cluster('west', { 'web.shop': '10.96.0.80', 'idle.shop': [], 'db.shop': ['db-0=10.1.0.10', '10.1.0.11'] })

/** `rcode address…`, or the code of what is not modelled, or `silent`. */
function ask(text: string, name: string, type: RecordType = 'A'): string {
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

const block = (key: string, ...lines: readonly string[]) => `${key} {\n${lines.map(line => `  ${line}\n`).join('')}}\n`
const inline = (address: string, name: string) => `hosts {\n    ${address} ${name}\n  }`

describe('the server block', () => {
  it.each([
    { name: 'the longest zone wins, whatever the order (core/dnsserver/server.go)', text: block('.:53', inline('192.0.2.1', 'a.example.org')) + block('example.org:53', inline('192.0.2.2', 'a.example.org')), of: 'a.example.org', expected: 'NOERROR 192.0.2.2' },
    { name: 'a zone ends at a label', text: block('ple.org:53', inline('192.0.2.1', 'a.example.org')) + block('.:53', inline('192.0.2.2', 'a.example.org')), of: 'a.example.org', expected: 'NOERROR 192.0.2.2' },
    { name: 'a block is a closed world: the other one is never asked', text: block('.:53', 'forward . 192.0.2.2') + block('example.org:53', inline('192.0.2.2', 'a.example.org')), of: 'www.example.org', expected: 'SERVFAIL' },
    { name: 'no block for the name: REFUSED', text: block('example.org:53', 'errors'), of: 'a.example.com', expected: 'REFUSED' },
    { name: 'no block on the port: REFUSED', text: block('.:1053', 'forward . 192.0.2.2'), of: 'www.example.org', expected: 'REFUSED' },
    { name: 'a block without plugins: REFUSED (test/no_plugins_test.go)', text: block('.:53', 'health', 'reload'), of: 'www.example.org', expected: 'REFUSED' },
    { name: 'the end of the chain: SERVFAIL (plugin/plugin.go NextOrFailure)', text: block('.:53', 'errors', 'cache 30'), of: 'www.example.org', expected: 'SERVFAIL' },
    { name: 'a text that is no Corefile', text: '. {', of: 'www.example.org', expected: 'dns.corefile-unreadable' },
    { name: 'a plugin that nobody knows', text: block('.:53', 'frobnicate', 'forward . 192.0.2.2'), of: 'www.example.org', expected: 'dns.plugin-not-modelled' },
    { name: 'a plugin that is not simulated, reached', text: block('.:53', 'file db.example.org', 'forward . 192.0.2.2'), of: 'www.example.org', expected: 'dns.plugin-not-modelled' },
    { name: 'the same, not reached', text: block('.:53', 'file db.example.org', 'kubernetes cluster.local'), of: 'web.shop.svc.cluster.local', expected: 'NOERROR 10.96.0.80' },
    { name: 'view chooses by what is not modelled', text: block('.:53', 'view a {\n    expr true\n  }', 'forward . 192.0.2.2'), of: 'www.example.org', expected: 'dns.plugin-not-modelled' },
  ])('$name', ({ text, of, expected }) => {
    expect(ask(text, of)).toBe(expected)
  })
})

describe('forward', () => {
  it.each([
    { name: 'to the resolv.conf of the server', lines: ['forward . /etc/resolv.conf'], of: 'www.example.org', expected: 'NOERROR 203.0.113.80' },
    { name: 'to another port', lines: ['forward . 192.0.2.3:5353'], of: 'www.example.org', expected: 'NOERROR 203.0.113.81' },
    { name: 'the first zone that matches, not the longest (README)', lines: ['forward . 192.0.2.2', 'forward example.org 192.0.2.3:5353'], of: 'www.example.org', expected: 'NOERROR 203.0.113.80' },
    { name: 'except leaves a name to the next one', lines: ['forward . 192.0.2.2 {\n    except example.org\n  }', 'forward example.org 192.0.2.3:5353'], of: 'www.example.org', expected: 'NOERROR 203.0.113.81' },
    { name: 'another zone is not taken', lines: ['forward example.com 192.0.2.2'], of: 'www.example.org', expected: 'SERVFAIL' },
    { name: 'a silent upstream is passed over', lines: ['forward . 192.0.2.99 192.0.2.2'], of: 'www.example.org', expected: 'NOERROR 203.0.113.80' },
    { name: 'all silent: SERVFAIL', lines: ['forward . 192.0.2.99 192.0.2.98'], of: 'www.example.org', expected: 'SERVFAIL' },
    { name: 'sequential: the first that answers is final', lines: ['forward . 192.0.2.2 192.0.2.3:5353 {\n    policy sequential\n  }'], of: 'www.example.org', expected: 'NOERROR 203.0.113.80' },
    { name: 'failover is not modelled', lines: ['forward . 192.0.2.2 {\n    failover NXDOMAIN\n  }'], of: 'www.example.org', expected: 'dns.option-not-modelled' },
    { name: 'transport over TLS is not modelled', lines: ['forward . tls://192.0.2.2'], of: 'www.example.org', expected: 'dns.option-not-modelled' },
  ])('$name', ({ lines, of, expected }) => {
    expect(ask(block('.:53', ...lines), of)).toBe(expected)
  })
})

describe('hosts', () => {
  const entries = 'hosts {\n    192.0.2.10 a.example.org *.w.example.org\n    2001:db8::10 a.example.org\n  }'
  it.each([
    { name: 'an entry', lines: [entries], of: 'a.example.org', expected: 'NOERROR 192.0.2.10' },
    { name: 'of the other family', lines: [entries], of: 'a.example.org', type: 'AAAA', expected: 'NOERROR 2001:db8::10' },
    { name: 'another type of a known name: NODATA', lines: [entries], of: 'a.example.org', type: 'TXT', expected: 'NOERROR' },
    { name: 'a wildcard covers one label', lines: [entries], of: 'x.w.example.org', expected: 'NOERROR 192.0.2.10' },
    { name: 'and not two', lines: [entries], of: 'x.y.w.example.org', expected: 'SERVFAIL' },
    { name: 'an unknown name without fallthrough: SERVFAIL', lines: [entries, 'forward . 192.0.2.2'], of: 'www.example.org', expected: 'SERVFAIL' },
    { name: 'with fallthrough: the next plugin', lines: [entries.replace('hosts {', 'hosts {\n    fallthrough'), 'forward . 192.0.2.2'], of: 'www.example.org', expected: 'NOERROR 203.0.113.80' },
    { name: 'backwards', lines: [entries], of: '10.2.0.192.in-addr.arpa', type: 'PTR', expected: 'NOERROR a.example.org *.w.example.org' },
    { name: 'a file is not read', lines: ['hosts /etc/coredns/NodeHosts {\n    fallthrough\n  }'], of: 'a.example.org', expected: 'dns.option-not-modelled' },
  ] as const)('$name', ({ lines, of, expected, ...more }) => {
    expect(ask(block('.:53', ...lines), of, 'type' in more ? more.type : 'A')).toBe(expected)
  })
})

describe('rewrite', () => {
  it.each([
    { name: 'exact turns the owner back', lines: ['rewrite name web.example.net web.shop.svc.cluster.local', 'kubernetes cluster.local'], of: 'web.example.net', expected: 'NOERROR 10.96.0.80' },
    { name: 'suffix leaves it without answer auto', lines: ['rewrite name suffix .west.local .cluster.local', 'kubernetes cluster.local'], of: 'web.shop.svc.west.local', expected: 'NOERROR web.shop.svc.cluster.local=10.96.0.80' },
    { name: 'suffix with answer auto', lines: ['rewrite name suffix .west.local .cluster.local answer auto', 'kubernetes cluster.local'], of: 'web.shop.svc.west.local', expected: 'NOERROR 10.96.0.80' },
    { name: 'the first rule that matches stops', lines: ['rewrite name prefix a. web.', 'rewrite name prefix web. none.', 'kubernetes cluster.local'], of: 'a.shop.svc.cluster.local', expected: 'NOERROR web.shop.svc.cluster.local=10.96.0.80' },
    { name: 'continue goes on', lines: ['rewrite continue name prefix a. b.', 'rewrite name prefix b. web.', 'kubernetes cluster.local'], of: 'a.shop.svc.cluster.local', expected: 'NOERROR web.shop.svc.cluster.local=10.96.0.80' },
    { name: 'a regular expression is not modelled', lines: ['rewrite name regex (.*) {1}', 'kubernetes cluster.local'], of: 'a.example.org', expected: 'dns.option-not-modelled' },
  ])('$name', ({ lines, of, expected }) => {
    expect(ask(block('.:53', ...lines), of)).toBe(expected)
  })
})

describe('kubernetes', () => {
  const serve = (...options: readonly string[]) => block('.:53', `kubernetes cluster.local 10.in-addr.arpa {\n${options.map(option => `    ${option}\n`).join('')}  }`, 'forward . 192.0.2.2')
  it.each([
    { name: 'a headless service without ready endpoints is NXDOMAIN', text: serve(), of: 'idle.shop.svc.cluster.local', expected: 'NXDOMAIN' },
    { name: 'ignore empty_service: NXDOMAIN without endpoints', text: serve('ignore empty_service'), of: 'web.shop.svc.cluster.local', expected: 'NXDOMAIN' },
    { name: 'an endpoint by its hostname', text: serve(), of: 'db-0.db.shop.svc.cluster.local', expected: 'NOERROR 10.1.0.10' },
    { name: 'an endpoint by its address', text: serve(), of: '10-1-0-11.db.shop.svc.cluster.local', expected: 'NOERROR 10.1.0.11' },
    { name: 'noendpoints: no endpoint at all', text: serve('noendpoints'), of: 'db.shop.svc.cluster.local', expected: 'NXDOMAIN' },
    { name: 'a namespace that is not exposed', text: serve('namespaces default'), of: 'web.shop.svc.cluster.local', expected: 'NXDOMAIN' },
    { name: 'three labels left of the service', text: serve(), of: 'a.b.c.web.shop.svc.cluster.local', expected: 'NXDOMAIN' },
    { name: 'pods are disabled by default', text: serve(), of: '192-0-2-77.shop.pod.cluster.local', expected: 'NXDOMAIN' },
    { name: 'pods insecure: any address', text: serve('pods insecure'), of: '192-0-2-77.shop.pod.cluster.local', expected: 'NOERROR 192.0.2.77' },
    { name: 'pods verified: only of a pod', text: serve('pods verified'), of: '192-0-2-77.shop.pod.cluster.local', expected: 'NXDOMAIN' },
    { name: 'an address backwards: the service', text: serve(), of: '80.0.96.10.in-addr.arpa', type: 'PTR', expected: 'NOERROR web.shop.svc.cluster.local' },
    { name: 'an address backwards: the endpoint', text: serve(), of: '10.0.1.10.in-addr.arpa', type: 'PTR', expected: 'NOERROR db-0.db.shop.svc.cluster.local' },
    { name: 'fallthrough for other zones does not count', text: serve('fallthrough in-addr.arpa'), of: 'none.shop.svc.cluster.local', expected: 'NXDOMAIN' },
    { name: 'an option that is not modelled', text: serve('multicluster cluster.local'), of: 'web.shop.svc.cluster.local', expected: 'dns.option-not-modelled' },
    { name: 'a cluster that the design does not have', text: serve('kubeconfig /etc/nowhere'), of: 'web.shop.svc.cluster.local', expected: 'dns.cluster-not-modelled' },
  ] as const)('$name', ({ text, of, expected, ...more }) => {
    expect(ask(text, of, 'type' in more ? more.type : 'A')).toBe(expected)
  })
})

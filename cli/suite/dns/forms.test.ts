import { expect, it } from 'vitest'
import { dns } from './suite'

/* Forms of fixtures and cases that the recorded suites do not use, but their manual allows. */

const scenario = (kind: string, fixture: object, ...cases: readonly object[]): string => JSON.stringify({
  suite: 'own', source: { repo: 'r', commit: 'c', license: 'l', paths: [] }, notes: 'n', caseCount: cases.length,
  scenarios: [{ name: 's', kind, fixture, cases: cases.map((one, at) => ({ id: `s#${at}`, ...one })) }],
})

const A = (name: string, data: string) => ({ name, type: 'A', data })
const upstreams = [
  { name: 'corp', zone: 'corp.example.', records: [{ name: 'app.corp.example.', type: 'A', ttl: 60, data: '192.0.2.80' }] },
  { name: 'empty', answersEverythingWith: 'NODATA' },
  { name: 'all', answersEverythingWith: '192.0.2.99' },
]

it.each([
  {
    name: 'blocks with views: by type, by name, and the rest', text: scenario('query', {
      serverBlocks: [
        { zones: ['example.org'], view: { qtype: 'AAAA' }, plugins: [{ plugin: 'hosts', entries: [{ ip: '2001:db8::1', names: ['www.example.org.'] }] }] },
        { zones: ['example.org'], view: { nameRegex: '^mail\\.' }, plugins: [{ plugin: 'whoami' }] },
        { zones: ['example.org'], view: null, plugins: [{ plugin: 'hosts', entries: [{ ip: '192.0.2.1', names: ['www.example.org.'] }] }] },
        { zones: ['10.0.0.0/15'], view: null, plugins: [{ plugin: 'template', type: 'PTR', answers: [{ name: '1.0.0.10.in-addr.arpa.', type: 'PTR', data: 'a.example.org.' }] }] },
      ],
    },
    { qname: 'www.example.org.', qtype: 'AAAA', rcode: 'NOERROR', answers: [{ name: 'www.example.org.', type: 'AAAA', data: '2001:DB8::1' }] },
    { qname: 'www.example.org.', qtype: 'A', rcode: 'NOERROR', answers: [A('www.example.org.', '192.0.2.1')] },
    { qname: 'mail.example.org.', qtype: 'A', rcode: 'NOERROR' },
    { qname: '1.0.0.10.in-addr.arpa.', qtype: 'PTR', rcode: 'NOERROR', answers: [{ name: '1.0.0.10.in-addr.arpa.', type: 'PTR', data: 'a.example.org.' }] },
    { qname: 'www.example.com.', qtype: 'A', rcode: 'REFUSED' },
    { qname: 'www.example.org.', qtype: 'A', qclass: 'CH', rcode: 'REFUSED' }),
  },
  {
    name: 'upstreams: by zone, one that says NODATA to all, one that has an address for all', text: scenario('query', {
      upstreams, server: { zone: '.', plugins: [{ plugin: 'forward', from: 'corp.example.', to: ['corp'] }, { plugin: 'forward', from: '.', to: ['empty'], next_on_nodata: true }, { plugin: 'forward', from: '.', to: ['all'] }] },
    },
    { qname: 'app.corp.example.', qtype: 'A', rcode: 'NOERROR', answers: [{ ...A('app.corp.example.', '192.0.2.80'), ttl: 60 }], repeat: 3 },
    { qname: 'no.corp.example.', qtype: 'A', rcode: 'NXDOMAIN' },
    { qname: 'www.example.org.', qtype: 'A', rcode: 'NOERROR', answers: [A('www.example.org.', '192.0.2.99')] },
    { qname: 'www.example.org.', qtype: 'AAAA', rcode: 'NOERROR', nodata: true }),
  },
  {
    name: 'a template with an rcode, and fallthrough', text: scenario('query', { server: { zone: '.', plugins: [{ plugin: 'template', zones: ['example.org.'], rcode: 'NXDOMAIN' }, { plugin: 'hosts', entries: [{ ip: '192.0.2.1', names: ['a.example.com.'] }], fallthrough: ['.'] }] } },
      { qname: 'a.example.org.', qtype: 'A', rcode: 'NXDOMAIN', answers: [] }, { qname: 'a.example.com.', qtype: 'A', rcode: 'NOERROR', answers: [A('a.example.com.', '192.0.2.1')] }, { qname: 'b.example.com.', qtype: 'A', rcode: 'NEXT', answers: [] }),
  },
  {
    name: 'kubernetes behind an autopath of its own', text: scenario('client-query', {
      namespaces: ['shop'], services: [{ name: 'web', namespace: 'shop', type: 'ClusterIP', clusterIPs: ['10.96.0.1'], ports: [] }, { name: 'far', namespace: 'shop', type: 'ExternalName', externalName: 'www.example.org' }],
      pods: [{ namespace: 'shop', name: 'client', ip: '10.1.0.1' }], client: { namespace: 'shop', ip: '10.1.0.1', dnsPolicy: 'ClusterFirst', search: ['shop.svc.cluster.local', 'svc.cluster.local', 'cluster.local'], ndots: 5 },
      server: { zone: '.', plugins: [{ plugin: 'autopath', from: '@kubernetes' }, { plugin: 'kubernetes', zones: ['cluster.local.'], pods: 'verified' }, { plugin: 'hosts', entries: [{ ip: '192.0.2.1', names: ['www.example.org.'] }] }], hostSearch: ['example.org'] },
    },
    { asked: 'www', qname: 'www', relative: true, qtype: 'A', rcode: 'NOERROR', answers: [A('www.example.org.', '192.0.2.1'), { name: 'www.shop.svc.cluster.local.', type: 'CNAME', data: 'www.example.org.' }], serverQueries: 1 }),
  },
  {
    name: 'the external multicluster plugin, with counts and patterns', text: scenario('query', {
      plugin: 'multicluster', zones: ['clusterset.local.'], namespaces: ['ns'], serviceImports: [{ name: 'db', namespace: 'ns', type: 'Headless', ips: [], ports: [{ name: 'sql', protocol: 'TCP', port: 5432 }] }],
      endpointslices: [{ namespace: 'ns', service: 'db', sourceCluster: 'c1', ports: [{ name: 'sql', protocol: 'TCP', port: 5432 }], endpoints: [{ address: '10.1.0.1', ready: true, hostname: 'db-0' }, { address: '10.1.0.2', ready: false, hostname: 'db-1' }] }],
    },
    { qname: 'db.ns.svc.clusterset.local.', qtype: 'SRV', rcode: 'NOERROR', answerCount: 1, additionalCount: 1, targetPattern: '^db-0\\.c1\\.db\\.ns\\.svc\\.clusterset\\.local\\.$' },
    { qname: 'db.ns.svc.clusterset.local.', qtype: 'A', answers: [A('db.ns.svc.clusterset.local.', '192.0.2.1')], alsoAccept: [[A('db.ns.svc.clusterset.local.', '10.1.0.1')]] },
    { qname: 'db-0.db.ns.svc.clusterset.local.', qtype: 'A', rcode: 'NXDOMAIN' }),
  },
  {
    name: 'a service without ports has its address, but no SRV (object/service.go: port -1)', text: scenario('query', {
      plugin: 'kubernetes', zones: ['cluster.local.'], namespaces: ['ns'], services: [{ name: 'bare', namespace: 'ns', type: 'ClusterIP', clusterIPs: ['10.96.0.1'], ports: [] }],
    },
    { qname: 'bare.ns.svc.cluster.local.', qtype: 'A', rcode: 'NOERROR', answers: [A('bare.ns.svc.cluster.local.', '10.96.0.1')] },
    { qname: 'bare.ns.svc.cluster.local.', qtype: 'SRV', nodata: true },
    { qname: '_http._tcp.bare.ns.svc.cluster.local.', qtype: 'SRV', rcode: 'NXDOMAIN' }),
  },
  { name: 'keys of server blocks', text: scenario('zone-key', {}, { key: 'Example.ORG.:1053', valid: true, zones: ['example.org.'] }, { key: '10.0.0.0/15', valid: true, zones: ['0.10.in-addr.arpa.', '1.10.in-addr.arpa.'] }, { key: '.:', valid: false }) },
  { name: 'the longest zone', text: scenario('zone-choice', {}, { qname: 'a.b.example.', zones: ['.', 'example.', 'b.example.'], selected: 'b.example.' }, { qname: 'a.', zones: ['b.'], selected: '' }) },
  {
    name: 'names taken apart', text: scenario('parse-name', {},
      { qname: '_http._tcp.web.shop.svc.cluster.local.', zone: 'cluster.local.', multicluster: false, zonal: false, valid: true, parse: { port: 'http', protocol: 'tcp', endpoint: '', cluster: '', service: 'web', namespace: 'shop', kind: 'svc', topologyZone: '' } },
      { qname: 'db-0.c1.db.ns.svc.clusterset.local.', zone: 'clusterset.local.', multicluster: true, zonal: false, valid: true, parse: { endpoint: 'db-0', cluster: 'c1', service: 'db' } },
      { qname: 'svc.cluster.local.', zone: 'cluster.local.', valid: true, parse: { kind: '', service: '' } },
      { qname: 'a.b.c.d.e.svc.cluster.local.', zone: 'cluster.local.', valid: false }),
  },
  { name: 'labels of endpoints', text: scenario('endpoint-label', {}, { address: '10.1.2.3', hostname: null, podName: 'p', endpointPodNames: false, expectedLabel: '10-1-2-3' }, { address: '2001:db8::', hostname: null, podName: null, endpointPodNames: true, expectedLabel: '2001-db8--0' }, { address: '10.1.2.3', hostname: 'h', podName: 'p', endpointPodNames: true, expectedLabel: 'h' }) },
])('$name', ({ text }) => {
  const read = dns.read(text, 'own.json')
  expect(read.ok ? read.value.map(({ id, run }) => [id, run()]).filter(([, disagreement]) => disagreement !== null) : read.error).toEqual([])
})

import { describe, expect, it } from 'vitest'
import { readQuestions } from '@/lib/ask/read-question'
import { parseDesign } from '@/lib/design/parse'
import { exampleText, loadExample } from '@/lib/examples/index'
import { MECHANISMS } from '@/lib/mechanisms/index'
import type { Answer } from '@/lib/network/answer'
import { answerQuestion } from './answer'
import { prepare } from './prepare'

interface Asking { readonly from: string; readonly to: string; readonly port: number }

function askExample(id: string, asking: Asking): Answer {
  const example = loadExample(id)
  if (!example) throw new Error(`there is no example ${id}`)
  const parsed = parseDesign(example.text, { source: example.file, mechanisms: MECHANISMS, load: exampleText })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
  const { view, network } = prepare(parsed.value, MECHANISMS)
  const questions = readQuestions(asking, view, network)
  if (!questions.ok || !questions.value[0]) throw new Error('the question cannot be read')
  return answerQuestion(questions.value[0], network)
}

/** How one question of the table ends: where and why, or reachable. */
interface Blocked { readonly stage: 'lookup' | 'forward' | 'return'; readonly ends: string; readonly place?: string; readonly code: string; readonly elements: readonly string[] }
type Row = { readonly name: string; readonly from: string; readonly to: string; readonly port: number; readonly expected: 'reachable' | Blocked }

const A_TO_B = { from: 'cassandra-a-0', to: 'cassandra-0.cassandra.db.svc.gcp-europe-west4-c.local', port: 7000 }
const B_TO_A = { from: 'cassandra-b-0', to: 'cassandra-0.cassandra.db.svc.aws-euwest1.local', port: 7000 }

const both = (name: string, ab: Row['expected'], ba: Row['expected']): readonly Row[] => [{ name, ...A_TO_B, expected: ab }, { name, ...B_TO_A, expected: ba }]
const blocked = (stage: Blocked['stage'], ends: string, place: string, code: string, ...elements: readonly string[]): Blocked => ({ stage, ends, place, code, elements })

const ORDERS = { from: 'web-a-0', to: 'orders.default.svc.b.example', port: 8080 }

const rows: readonly Row[] = [
  ...both('cassandra-aws-gcp', 'reachable', 'reachable'),
  ...both('cassandra-aws-gcp-forwarding', 'reachable', 'reachable'),
  ...both('cassandra-aws-gcp.propagation-off', blocked('forward', 'no-route', 'igw-a', 'route.not-propagated', 'rt-a1'), blocked('return', 'no-route', 'igw-a', 'route.not-propagated', 'rt-a1')),
  ...both('cassandra-aws-gcp.pods-not-advertised', blocked('forward', 'no-route', 'igw-a', 'route.not-advertised', 'router-b'), blocked('return', 'no-route', 'igw-a', 'route.not-advertised', 'router-b')),
  ...both('cassandra-aws-gcp.overlap', blocked('forward', 'null-routed', 'vpc-a', 'cidr.local-wins', 'pods-b'), blocked('return', 'null-routed', 'vpc-a', 'cidr.local-wins', 'pods-b')),
  ...both('cassandra-aws-gcp.sg-closed', 'reachable', blocked('forward', 'denied-in', 'node-a1', 'filter.denied', 'sg-a')),
  ...both('cassandra-aws-gcp.firewall-closed', blocked('forward', 'denied-in', 'node-b1', 'filter.denied', 'firewall-b'), 'reachable'),
  ...both('cassandra-aws-gcp.firewall-pod-only', blocked('forward', 'denied-in', 'node-b1', 'nat.hides-source', 'cluster-a', 'firewall-b'), 'reachable'),
  ...both('cassandra-aws-gcp.firewall-pod-only-external-snat', 'reachable', 'reachable'),
  ...both('cassandra-aws-gcp.nacl-no-ephemeral', blocked('return', 'denied-in', 'subnet-a1', 'filter.reply-ports', 'nacl-a'), 'reachable'),
  ...both('cassandra-aws-gcp.tunnels-down', blocked('forward', 'no-route', 'igw-a', 'tunnel.down', 'tunnel-1', 'tunnel-2'), blocked('forward', 'no-route', 'vpc-b', 'tunnel.down', 'tunnel-1', 'tunnel-2')),
  ...both('cassandra-aws-gcp.regional-routing', blocked('forward', 'no-route', 'igw-a', 'route.wrong-region', 'vpc-b'), blocked('forward', 'no-route', 'vpc-b', 'route.wrong-region', 'vpc-b')),
  ...both('cassandra-aws-gcp.stanza-missing', blocked('lookup', 'NXDOMAIN', 'public-dns', 'dns.zone-not-served', 'coredns-a'), 'reachable'),
  ...both('cassandra-aws-gcp.gke-no-coredns', 'reachable', blocked('lookup', 'NXDOMAIN', 'public-dns', 'dns.zone-not-served', 'kube-dns-b')),
  { name: 'cassandra-aws-gcp.fallthrough-missing', from: 'cassandra-a-0', to: 'reports.db.svc.cluster.local', port: 7000, expected: blocked('lookup', 'NXDOMAIN', 'coredns-a', 'dns.no-fallthrough', 'coredns-a') },
  { name: 'cassandra-aws-gcp.cluster-ip', from: 'cassandra-a-0', to: 'web.shop.svc.gcp-europe-west4-c.local', port: 80, expected: blocked('forward', 'neighbor-unreachable', 'vpc-b', 'service.address-not-routable', 'web-b-svc') },
  ...both('cassandra-aws-gcp-forwarding.dns-port-closed', { stage: 'lookup', ends: 'SERVFAIL', place: 'node-b1', code: 'filter.denied', elements: ['firewall-b'] }, 'reachable'),
  ...both('cassandra-aws-gcp.api-unreachable', { stage: 'lookup', ends: 'SERVFAIL', code: 'control-plane.unreachable', elements: ['api-b'] }, 'reachable'),
  { name: 'peered-names.loop-self', ...ORDERS, to: 'app.corp.example', expected: blocked('lookup', 'timeout', 'coredns-a', 'dns.loop-self', 'coredns-a') },
  { name: 'peered-names.loop-mutual', ...ORDERS, expected: blocked('lookup', 'SERVFAIL', 'coredns-a', 'dns.loop-mutual', 'coredns-a', 'coredns-b') },
  { name: 'peered-names.stub-unreachable', ...ORDERS, expected: blocked('lookup', 'SERVFAIL', 'node-b', 'filter.denied', 'sg-b') },
  { name: 'peered-names.zone-collision', ...ORDERS, to: 'orders.default.svc.cluster.local', expected: blocked('lookup', 'NXDOMAIN', 'coredns-a', 'dns.zone-collision', 'coredns-a') },
  { name: 'peered-names.rewrite', ...ORDERS, to: 'orders.east.example', expected: blocked('lookup', 'SERVFAIL', 'coredns-a', 'dns.rewrite-stays-in-block', 'coredns-a') },
  { name: 'peered-names.alias-into-cluster', ...ORDERS, to: 'shop.corp.example', expected: blocked('lookup', 'NXDOMAIN', 'coredns-a', 'dns.alias-not-followed', 'coredns-a') },
  { name: 'peered-names.upstream-down', ...ORDERS, to: 'app.corp.example', expected: blocked('lookup', 'SERVFAIL', 'coredns-a', 'dns.upstream-silent', 'coredns-a') },
  { name: 'peered-names.aks-custom', ...ORDERS, expected: blocked('lookup', 'NXDOMAIN', 'resolver-a', 'dns.zone-not-served', 'coredns-a') },
  { name: 'peered-names.aks-custom-server', ...ORDERS, expected: 'reachable' },
  { name: 'peered-names.rke2-name', ...ORDERS, expected: blocked('lookup', 'NXDOMAIN', 'resolver-a', 'dns.zone-not-served', 'coredns-a') },
  { name: 'peered-names.search-list', ...ORDERS, expected: blocked('lookup', 'NODATA', 'web-a', 'dns.search-nodata', 'web-a') },
  { name: 'peered-names.search-list', ...ORDERS, to: 'orders.default.svc.b.example.', expected: 'reachable' },
  { name: 'peered-names.node-local', ...ORDERS, expected: blocked('lookup', 'NXDOMAIN', 'resolver-a', 'dns.node-local-bypass', 'cache-a') },
  { name: 'peered-names.plus-two-remote', ...ORDERS, to: 'db.data.example', expected: blocked('lookup', 'SERVFAIL', 'resolver-b', 'aws-resolver.outside-vpc', 'resolver-b') },
  { name: 'peered-names.large-answer', from: 'web-b-0', to: 'cdn.corp.example', port: 8080, expected: blocked('lookup', 'SERVFAIL', 'node-a', 'filter.denied', 'sg-a') },
  { name: 'azure-peered-names', from: 'web', to: 'db.data.example', port: 5432, expected: 'reachable' },
  { name: 'azure-peered-names.wrong-network', from: 'web', to: 'db.data.example', port: 5432, expected: blocked('lookup', 'NXDOMAIN', 'dns-spoke', 'azure-resolver.zone-not-linked', 'dns-spoke') },
  { name: 'gcp-peered-names', from: 'web', to: 'db.data.example', port: 5432, expected: 'reachable' },
  { name: 'gcp-peered-names.forwarding-zone', from: 'web', to: 'db.data.example', port: 5432, expected: blocked('lookup', 'SERVFAIL', 'dns-data', 'gcp-resolver.answer-of-another', 'dns-apps') },
  ...both('cassandra-aws-gcp.one-tunnel-down', 'reachable', 'reachable'),
  ...both('cassandra-aws-gcp.one-session-down', 'reachable', 'reachable'),
]

/** The answer in the words of the table. */
function summary(answer: Answer) {
  if (answer.reachability === 'reachable') return { expected: 'reachable', blockers: answer.blockers.length }
  const failing = answer.legs.flatMap(leg => [...leg.forward, ...leg.return]).find(trace => trace.disposition !== 'accepted')
  const lookupFailed = answer.lookup !== null && answer.lookup.outcome !== 'NOERROR'
  return {
    reachability: answer.reachability,
    ends: lookupFailed ? answer.lookup?.outcome : failing?.disposition,
    blockers: answer.blockers.map(({ stage, place, code, elements }) => ({ stage, place, code, elements: [...elements].sort() })),
  }
}

describe('every fault is found where it is, and nothing else is blamed', () => {
  it.each(rows)('$name: $from to $to', ({ name, expected, ...asked }) => {
    const told = summary(askExample(name, asked))
    if (expected === 'reachable') { expect(told).toEqual({ expected: 'reachable', blockers: 0 }); return }
    const { stage, ends, place, code, elements } = expected
    expect(told).toEqual({ reachability: 'unreachable', ends, blockers: [{ stage, place: place ?? expect.any(String), code, elements: [...elements].sort() }] })
  })
})

describe('what is worth knowing of a lookup is said', () => {
  it.each([
    { name: 'peered-names', asked: ORDERS, notes: ['dns.ndots-amplifies web-a'] },
    { name: 'peered-names.node-local', asked: { ...ORDERS, to: 'app.corp.example' }, notes: ['dns.ndots-amplifies web-a', 'dns.tcp-limited resolver-a'] },
    { name: 'peered-names.mixed-upstreams', asked: { ...ORDERS, to: 'app.corp.example' }, notes: ['dns.ndots-amplifies web-a', 'dns.upstreams-differ coredns-a'] },
    { name: 'peered-names.large-answer', asked: { from: 'web-b-0', to: 'cdn.corp.example', port: 8080 }, notes: ['dns.answer-truncated coredns-b'] },
    { name: 'peered-names.zone-collision', asked: { ...ORDERS, to: 'orders.default.svc.cluster.local' }, notes: ['dns.denial-kept coredns-a'] },
  ])('$name', ({ name, asked, notes }) => { expect(askExample(name, asked).lookup?.notes?.map(({ code, element }) => `${code} ${element}`)).toEqual(notes) })
})

describe('which source address the other side sees', () => {
  it.each([
    { rule: 'EKS hides the pod behind its node outside the VPC', name: 'cassandra-aws-gcp', asked: A_TO_B, seen: '10.10.1.10' },
    { rule: 'GKE keeps the pod address towards private ranges', name: 'cassandra-aws-gcp', asked: B_TO_A, seen: '10.24.1.5' },
    { rule: 'external SNAT keeps the pod address', name: 'cassandra-aws-gcp.firewall-pod-only-external-snat', asked: A_TO_B, seen: '10.10.1.37' },
  ])('$rule', ({ name, asked, seen }) => { expect(askExample(name, asked).legs[0]?.sourceSeen).toBe(seen) })
})

import { describe, expect, it } from 'vitest'
import { fitNameservers, fitSearch, LEGACY_SEARCH_LIMITS, SEARCH_LIMITS } from './limits'
import { mergeOptions, podResolvConf, policyType, type PodDns } from './pod'
import { libraryOptions, readResolvConf, writeResolvConf } from './text'

/* Rows after kubernetes pkg/kubelet/network/dns/dns_test.go, unless they name another source. */

const conf = (nameservers: readonly string[], searches: readonly string[], options: readonly string[] = []) => ({ nameservers, searches, options })

describe('reading a resolv.conf as the kubelet does', () => {
  it.each([
    { name: 'nothing', text: '\t\n\t', expected: conf([], []) },
    { name: 'comments begin a line', text: ' #nameserver 192.0.2.1\nnameserver 192.0.2.2 #why', expected: conf(['192.0.2.2'], []) },
    { name: 'name servers add up, the last search and options line counts', text: 'nameserver 192.0.2.1\nsearch a\noptions ndots:1\nnameserver 192.0.2.2\nsearch b c\noptions debug', expected: conf(['192.0.2.1', '192.0.2.2'], ['b', 'c'], ['debug']) },
    { name: 'a final dot is dropped, the root stays', text: 'search a. . b', expected: conf([], ['a', '.', 'b']) },
    { name: 'an empty search line empties the list', text: 'search a\nsearch', expected: conf([], []) },
    { name: 'a name server without an address', text: 'search a\nnameserver', expected: 'nameserver-missing' },
  ])('$name', ({ text, expected }) => {
    const read = readResolvConf(text)
    expect(read.ok ? read.value : read.error).toEqual(expected)
  })
  it('is written as it is read', () => {
    const text = 'search a b\nnameserver 192.0.2.1\noptions ndots:5 rotate\n'
    const read = readResolvConf(text)
    expect(read.ok && writeResolvConf(read.value)).toBe(text)
  })
})

describe('options as glibc understands them (resolv.conf(5), res_init.c)', () => {
  it.each([
    { name: 'none', options: [], expected: { ndots: 1, timeoutSeconds: 5, attempts: 2, options: [] } },
    { name: 'numbers have a most', options: ['ndots:16', 'timeout:31', 'attempts:6'], expected: { ndots: 15, timeoutSeconds: 30, attempts: 5, options: [] } },
    { name: 'the last one counts; what nobody knows is ignored', options: ['ndots:1', 'debug', 'rotate', 'ndots:3'], expected: { ndots: 3, timeoutSeconds: 5, attempts: 2, options: ['rotate'] } },
  ])('$name', ({ options, expected }) => {
    expect(libraryOptions(options)).toEqual(expected)
  })
})

describe('limits of the kubelet', () => {
  it.each([
    { name: 'six paths before Kubernetes 1.26', searches: ['1', '2', '3', '4', '5', '6', '7'], limits: LEGACY_SEARCH_LIMITS, kept: 6 },
    { name: 'thirty-two since', searches: Array.from({ length: 33 }, (_, at) => String(at)), limits: SEARCH_LIMITS, kept: 32 },
    { name: 'a path that is longer than a name is left out, wherever it stands', searches: ['a', 'b'.repeat(254), 'c'], limits: SEARCH_LIMITS, kept: 2 },
    { name: '2048 characters with the spaces between', searches: ['a'.repeat(128), ...Array.from({ length: 15 }, () => 'a'.repeat(127))], limits: SEARCH_LIMITS, kept: 16 },
    { name: 'one more cuts the last', searches: ['a'.repeat(128), ...Array.from({ length: 15 }, () => 'a'.repeat(127)), 'b'], limits: SEARCH_LIMITS, kept: 16 },
  ])('$name', ({ searches, limits, kept }) => {
    const fitted = fitSearch(searches, limits)
    expect([fitted.kept.length, fitted.cut]).toEqual([kept, kept < searches.length ? 'yes' : 'no'])
  })
  it('three name servers', () => {
    expect(fitNameservers(['1', '2', '3', '4'], 3)).toEqual({ kept: ['1', '2', '3'], cut: 'yes' })
  })
})

describe('dnsPolicy', () => {
  it.each([
    { policy: 'ClusterFirst', hostNetwork: 'no', expected: 'cluster' }, { policy: 'ClusterFirst', hostNetwork: 'yes', expected: 'host' },
    { policy: 'ClusterFirstWithHostNet', hostNetwork: 'yes', expected: 'cluster' }, { policy: 'Default', hostNetwork: 'no', expected: 'host' },
    { policy: 'None', hostNetwork: 'yes', expected: 'none' }, { policy: 'Whatever', hostNetwork: 'no', expected: 'policy-unknown' },
  ] as const)('$policy, host network $hostNetwork: $expected', ({ policy, hostNetwork, expected }) => {
    const type = policyType(policy, hostNetwork)
    expect(type.ok ? type.value : type.error).toBe(expected)
  })
})

describe('the resolv.conf of a pod', () => {
  const pod: PodDns = { type: 'cluster', namespace: 'shop', clusterDns: ['10.0.0.10'], clusterDomain: 'example.org', host: conf(['192.0.2.53'], ['host.example'], ['rotate']) }
  const dnsConfig = { nameservers: ['10.0.0.11'], searches: ['my.example'], options: [{ name: 'ndots', value: '3' }, { name: 'debug' }] }
  const cluster = ['shop.svc.example.org', 'svc.example.org', 'example.org']
  it.each([
    { name: 'cluster: its name servers alone, its domains before the node\'s, ndots:5 alone', given: pod, expected: conf(['10.0.0.10'], [...cluster, 'host.example'], ['ndots:5']) },
    { name: 'dnsConfig is appended, its options replace', given: { ...pod, dnsConfig }, expected: conf(['10.0.0.10', '10.0.0.11'], [...cluster, 'host.example', 'my.example'], ['ndots:3', 'debug']) },
    { name: 'what is there already is not repeated', given: { ...pod, dnsConfig: { nameservers: ['10.0.0.10'], searches: ['example.org'] } }, expected: conf(['10.0.0.10'], [...cluster, 'host.example'], ['ndots:5']) },
    { name: 'host: the file of the node, with its options', given: { ...pod, type: 'host', dnsConfig } as const, expected: conf(['192.0.2.53', '10.0.0.11'], ['host.example', 'my.example'], ['rotate', 'ndots:3', 'debug']) },
    { name: 'none: dnsConfig alone', given: { ...pod, type: 'none', dnsConfig } as const, expected: conf(['10.0.0.11'], ['my.example'], ['ndots:3', 'debug']) },
    { name: 'without a file of the node, the pod itself is asked', given: { ...pod, type: 'host', host: null } as const, expected: conf(['127.0.0.1'], ['.']) },
    { name: 'without a cluster domain, the node\'s search list', given: { ...pod, clusterDomain: '' }, expected: conf(['10.0.0.10'], ['host.example'], ['ndots:5']) },
    { name: 'without name servers of the cluster it is the node\'s, with a warning', given: { ...pod, clusterDns: [] }, expected: conf(['192.0.2.53'], ['host.example'], ['rotate']), warnings: ['cluster-dns-missing'] },
    { name: 'a fourth name server is cut, with a warning', given: { ...pod, dnsConfig: { nameservers: ['10.0.0.11', '10.0.0.12', '10.0.0.13'] } }, expected: conf(['10.0.0.10', '10.0.0.11', '10.0.0.12'], [...cluster, 'host.example'], ['ndots:5']), warnings: ['nameservers-cut'] },
  ] as readonly { readonly name: string; readonly given: PodDns; readonly expected: ReturnType<typeof conf>; readonly warnings?: readonly string[] }[])('$name', ({ given, expected, warnings = [] }) => {
    expect(podResolvConf(given)).toEqual({ ...expected, warnings })
  })
  it('an option without a value stays a word', () => {
    expect(mergeOptions(['ndots:5', 'debug'], [{ name: 'debug', value: '' }, { name: 'attempts', value: '3' }])).toEqual(['ndots:5', 'debug', 'attempts:3'])
  })
})

import { describe, expect, it } from 'vitest'
import { askCorefile, block } from '@/lib/dns/small-corefile'

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
    { name: 'an option that is not modelled', text: serve('labels environment=production'), of: 'web.shop.svc.cluster.local', expected: 'dns.option-not-modelled' },
    { name: 'a cluster that the design does not have', text: serve('kubeconfig /etc/nowhere'), of: 'web.shop.svc.cluster.local', expected: 'dns.cluster-not-modelled' },
  ] as const)('$name', ({ text, of, expected, ...more }) => {
    expect(askCorefile(text, of, 'type' in more ? more.type : 'A')).toBe(expected)
  })
})

import { describe, expect, it } from 'vitest'
import { askCorefile, block } from '@/lib/dns/small-corefile'

describe('rewrite', () => {
  it.each([
    { name: 'exact turns the owner back', lines: ['rewrite name web.example.net web.shop.svc.cluster.local', 'kubernetes cluster.local'], of: 'web.example.net', expected: 'NOERROR 10.96.0.80' },
    { name: 'suffix leaves it without answer auto', lines: ['rewrite name suffix .west.local .cluster.local', 'kubernetes cluster.local'], of: 'web.shop.svc.west.local', expected: 'NOERROR web.shop.svc.cluster.local=10.96.0.80' },
    { name: 'suffix with answer auto', lines: ['rewrite name suffix .west.local .cluster.local answer auto', 'kubernetes cluster.local'], of: 'web.shop.svc.west.local', expected: 'NOERROR 10.96.0.80' },
    { name: 'the first rule that matches stops', lines: ['rewrite name prefix a. web.', 'rewrite name prefix web. none.', 'kubernetes cluster.local'], of: 'a.shop.svc.cluster.local', expected: 'NOERROR web.shop.svc.cluster.local=10.96.0.80' },
    { name: 'continue goes on', lines: ['rewrite continue name prefix a. b.', 'rewrite name prefix b. web.', 'kubernetes cluster.local'], of: 'a.shop.svc.cluster.local', expected: 'NOERROR web.shop.svc.cluster.local=10.96.0.80' },
    { name: 'regex fills groups in', lines: ['rewrite name regex (.*)[.]example[.]net[.] {1}.shop.svc.cluster.local', 'kubernetes cluster.local'], of: 'web.example.net', expected: 'NOERROR web.shop.svc.cluster.local=10.96.0.80' },
    { name: 'answer name turns owners by an expression of its own', lines: ['rewrite name regex (.*)[.]example[.]net {1}.shop.svc.cluster.local answer name (.*)[.]shop[.]svc[.]cluster[.]local {1}.example.net', 'kubernetes cluster.local'], of: 'web.example.net', expected: 'NOERROR 10.96.0.80' },
    { name: 'an expression that could take forever here is not modelled', lines: ['rewrite name regex (a+)+$ b', 'kubernetes cluster.local'], of: 'a.example.org', expected: 'dns.option-not-modelled' },
    { name: 'rcode changes the code of the answer, written or not', lines: ['rewrite rcode suffix example.org SERVFAIL NXDOMAIN', 'errors'], of: 'www.example.org', expected: 'NXDOMAIN' },
    { name: 'a name in another block is not found: the block is not chosen anew (kubernetes/dns#525)', lines: ['rewrite name www.example.net www.example.org', 'kubernetes cluster.local\n}\nexample.org:53 {\n  forward . 192.0.2.2'], of: 'www.example.net', expected: 'SERVFAIL' },
    { name: 'cname asks the server for the new target', lines: ['rewrite cname exact old.example.net. www.example.org.', 'template IN A alias.example.net {\n    answer "{{ .Name }} 60 IN CNAME old.example.net."\n  }', 'template IN A old.example.net {\n    rcode NXDOMAIN\n  }', 'forward . 192.0.2.2'], of: 'alias.example.net', expected: 'NOERROR www.example.org www.example.org=203.0.113.80' },
  ])('$name', ({ lines, of, expected }) => {
    expect(askCorefile(block('.:53', ...lines), of)).toBe(expected)
  })
})

import { describe, expect, it } from 'vitest'
import { askCorefile, block } from '@/lib/dns/small-corefile'

describe('rewrite', () => {
  it.each([
    { name: 'exact turns the owner back', lines: ['rewrite name web.example.net web.shop.svc.cluster.local', 'kubernetes cluster.local'], of: 'web.example.net', expected: 'NOERROR 10.96.0.80' },
    { name: 'suffix leaves it without answer auto', lines: ['rewrite name suffix .west.local .cluster.local', 'kubernetes cluster.local'], of: 'web.shop.svc.west.local', expected: 'NOERROR web.shop.svc.cluster.local=10.96.0.80' },
    { name: 'suffix with answer auto', lines: ['rewrite name suffix .west.local .cluster.local answer auto', 'kubernetes cluster.local'], of: 'web.shop.svc.west.local', expected: 'NOERROR 10.96.0.80' },
    { name: 'the first rule that matches stops', lines: ['rewrite name prefix a. web.', 'rewrite name prefix web. none.', 'kubernetes cluster.local'], of: 'a.shop.svc.cluster.local', expected: 'NOERROR web.shop.svc.cluster.local=10.96.0.80' },
    { name: 'continue goes on', lines: ['rewrite continue name prefix a. b.', 'rewrite name prefix b. web.', 'kubernetes cluster.local'], of: 'a.shop.svc.cluster.local', expected: 'NOERROR web.shop.svc.cluster.local=10.96.0.80' },
    { name: 'a regular expression is not modelled', lines: ['rewrite name regex (.*) {1}', 'kubernetes cluster.local'], of: 'a.example.org', expected: 'dns.option-not-modelled' },
  ])('$name', ({ lines, of, expected }) => {
    expect(askCorefile(block('.:53', ...lines), of)).toBe(expected)
  })
})

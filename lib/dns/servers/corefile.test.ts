import { describe, expect, it } from 'vitest'
import { askCorefile, block } from '@/lib/dns/small-corefile'

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
    { name: 'a plugin that is not simulated, reached', text: block('.:53', 'route53 example.org.:Z1', 'forward . 192.0.2.2'), of: 'www.example.org', expected: 'dns.plugin-not-modelled' },
    { name: 'a zone whose file the design does not give', text: block('.:53', 'file db.example.org', 'forward . 192.0.2.2'), of: 'www.example.org', expected: 'dns.file-not-given' },
    { name: 'the same, not reached', text: block('.:53', 'file db.example.org', 'kubernetes cluster.local'), of: 'web.shop.svc.cluster.local', expected: 'NOERROR 10.96.0.80' },
    { name: 'a view that is true', text: block('.:53', 'view a {\n    expr true\n  }', 'forward . 192.0.2.2'), of: 'www.example.org', expected: 'NOERROR 203.0.113.80' },
    { name: 'a view that is false leaves the name to the next block of the zone', text: block('.:53', "view a {\n    expr type() in ['AAAA', 'MX']\n  }", inline('192.0.2.1', 'www.example.org')) + block('.:53', inline('192.0.2.2', 'www.example.org')), of: 'www.example.org', expected: 'NOERROR 192.0.2.2' },
    { name: 'no view is true: a block of the parent zone (core/dnsserver/server.go)', text: block('example.org:53', "view a {\n    expr name() matches '^mail[.]'\n  }", inline('192.0.2.1', 'www.example.org')) + block('.:53', inline('192.0.2.2', 'www.example.org')), of: 'www.example.org', expected: 'NOERROR 192.0.2.2' },
    { name: 'view chooses by what is not modelled', text: block('.:53', "view a {\n    expr metadata('a/b') == 'c'\n  }", 'forward . 192.0.2.2'), of: 'www.example.org', expected: 'dns.plugin-not-modelled' },
  ])('$name', ({ text, of, expected }) => {
    expect(askCorefile(text, of)).toBe(expected)
  })
})

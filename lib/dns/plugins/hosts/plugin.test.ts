import { describe, expect, it } from 'vitest'
import { askCorefile, block } from '@/lib/dns/small-corefile'

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
    expect(askCorefile(block('.:53', ...lines), of, 'type' in more ? more.type : 'A')).toBe(expected)
  })
})

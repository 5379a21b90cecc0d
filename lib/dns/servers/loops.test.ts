import { describe, expect, it } from 'vitest'
import { askCorefile, block } from '@/lib/dns/small-corefile'

const alias = (from: string, to: string) => `template IN A ${from} {\n    answer "{{ .Name }} 60 IN CNAME ${to}."\n  }`

describe('a server that comes back to itself', () => {
  it.each([
    { name: 'an alias of itself: nobody bounds the server’s questions to itself (plugin/pkg/upstream)', text: block('.:53', alias('a.example', 'a.example')), of: 'a.example', expected: 'dns.alias-circle' },
    { name: 'two aliases of each other', text: block('.:53', alias('a.example', 'b.example'), alias('b.example', 'a.example')), of: 'a.example', expected: 'dns.alias-circle' },
    { name: 'an alias to something else is followed', text: block('.:53', alias('a.example', 'b.example'), 'hosts {\n    192.0.2.1 b.example\n  }'), of: 'a.example', expected: 'NOERROR b.example b.example=192.0.2.1' },
    { name: 'forwarding to a loopback address goes round', text: block('.:53', 'forward . 127.0.0.1'), of: 'www.example.org', expected: 'SERVFAIL' },
    { name: 'with loop the process ends as it starts, whatever is asked', text: block('.:53', 'loop', 'kubernetes cluster.local', 'forward . 127.0.0.1'), of: 'web.shop.svc.cluster.local', expected: 'silent' },
    { name: 'loop asks in the first zone of its block only', text: block('cluster.local:53', 'loop', 'kubernetes cluster.local') + block('.:53', 'forward . 127.0.0.1'), of: 'web.shop.svc.cluster.local', expected: 'NOERROR 10.96.0.80' },
    { name: 'another port of the same machine is another block', text: block('.:53', 'loop', 'forward . 127.0.0.1:5300') + block('.:5300', 'hosts {\n    192.0.2.1 www.example.org\n  }'), of: 'www.example.org', expected: 'NOERROR 192.0.2.1' },
  ])('$name', ({ text, of, expected }) => {
    expect(askCorefile(text, of)).toBe(expected)
  })
})

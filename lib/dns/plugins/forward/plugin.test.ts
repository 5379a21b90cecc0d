import { describe, expect, it } from 'vitest'
import { askCorefile, block } from '@/lib/dns/small-corefile'

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
    { name: 'failover asks the other upstream after NXDOMAIN', lines: ['forward . 192.0.2.2 192.0.2.3:5353 {\n    policy sequential\n    failover NXDOMAIN\n  }'], of: 'mail.example.org', expected: 'SERVFAIL' },
    { name: 'failover with nobody left gives what the last one said', lines: ['forward . 192.0.2.2 {\n    failover NXDOMAIN\n  }'], of: 'mail.example.org', expected: 'NXDOMAIN' },
    { name: 'next asks the next directive after NXDOMAIN', lines: ['forward . 192.0.2.2 {\n    next NXDOMAIN\n  }', 'forward . 192.0.2.3:5353'], of: 'mail.example.org', expected: 'SERVFAIL' },
    { name: 'next without a next directive is final', lines: ['forward . 192.0.2.2 {\n    next NXDOMAIN\n  }'], of: 'mail.example.org', expected: 'NXDOMAIN' },
    { name: 'the zone itself is never excepted (forward.go isAllowedDomain)', lines: ['forward www.example.org 192.0.2.3:5353 {\n    except example.org\n  }'], of: 'www.example.org', expected: 'NOERROR 203.0.113.81' },
    { name: 'an option that nobody knows', lines: ['forward . 192.0.2.2 {\n    frobnicate\n  }'], of: 'www.example.org', expected: 'dns.option-not-modelled' },
    { name: 'a word that every object inherits is no file', lines: ['forward . toString'], of: 'www.example.org', expected: 'dns.option-not-modelled' },
    { name: 'transport over TLS is not modelled', lines: ['forward . tls://192.0.2.2'], of: 'www.example.org', expected: 'dns.option-not-modelled' },
  ])('$name', ({ lines, of, expected }) => {
    expect(askCorefile(block('.:53', ...lines), of)).toBe(expected)
  })
})

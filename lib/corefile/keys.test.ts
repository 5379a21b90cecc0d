import { describe, expect, it } from 'vitest'
import { parseKey } from './keys'

const place = { line: 1, column: 1 }
const urls = (text: string): readonly string[] | string => {
  const result = parseKey(text, place)
  return result.ok ? result.value.map((key) => `${key.scheme}://${key.zone}:${key.port}`) : result.error
}

describe('parseKey', () => {
  it.each([
    { name: 'the root', text: '.', expected: ['dns://.:53'] },
    { name: 'lower case, no trailing dot', text: 'Example.ORG.', expected: ['dns://example.org:53'] },
    { name: 'port', text: '.:1053', expected: ['dns://.:1053'] },
    { name: 'DNS over TLS', text: 'tls://example.org', expected: ['tls://example.org:853'] },
    { name: 'DNS over QUIC', text: 'quic://example.org', expected: ['quic://example.org:853'] },
    { name: 'DNS over HTTPS 3', text: 'https3://.', expected: ['https3://.:443'] },
    { name: 'IPv4 prefix on an octet', text: '192.0.2.0/24', expected: ['dns://2.0.192.in-addr.arpa:53'] },
    { name: 'IPv4 prefix between octets expands', text: '10.8.0.0/14', expected: ['dns://8.10.in-addr.arpa:53', 'dns://9.10.in-addr.arpa:53', 'dns://10.10.in-addr.arpa:53', 'dns://11.10.in-addr.arpa:53'] },
    { name: 'IPv4 prefix longer than /24 gives host names', text: '192.0.2.8/31', expected: ['dns://8.2.0.192.in-addr.arpa:53', 'dns://9.2.0.192.in-addr.arpa:53'] },
    { name: 'all of IPv4', text: '0.0.0.0/0', expected: ['dns://in-addr.arpa:53'] },
    { name: 'host bits are zeroed (Go net.ParseCIDR)', text: '192.0.2.77/24', expected: ['dns://2.0.192.in-addr.arpa:53'] },
    { name: 'IPv6 prefix on a digit', text: '2001:db8::/32', expected: ['dns://8.b.d.0.1.0.0.2.ip6.arpa:53'] },
    { name: 'IPv6 prefix between digits, with a port', text: '2001:db8::/31:54', expected: ['dns://8.b.d.0.1.0.0.2.ip6.arpa:54', 'dns://9.b.d.0.1.0.0.2.ip6.arpa:54'] },
    { name: 'an address without length is a name', text: '192.0.2.1', expected: ['dns://192.0.2.1:53'] },
    { name: 'RFC 2317 names are names', text: '0/25.2.0.192.in-addr.arpa', expected: ['dns://0/25.2.0.192.in-addr.arpa:53'] },
    { name: 'an impossible length is a name', text: '192.0.2.0/33', expected: ['dns://192.0.2.0/33:53'] },
    { name: 'IPv6 from zero is refused', text: '::/0', expected: '"::/0" is refused by CoreDNS as a prefix: it begins with a zero.' },
    { name: 'no zone', text: ':53', expected: '":53" names no zone: write "." for every name.' },
    { name: 'colon without port', text: 'example.org:', expected: '"example.org:" names no zone: write "." for every name.' },
    { name: 'port above 65535', text: '.:65536', expected: '".:65536" has no port from 0 to 65535.' },
    { name: 'empty label (RFC 1035 2.3.1)', text: 'a..b', expected: '"a..b" is not a valid domain name.' },
    { name: 'label above 63 octets (RFC 1035 2.3.4)', text: 'a'.repeat(64), expected: `"${'a'.repeat(64)}" is not a valid domain name.` },
    { name: 'unknown scheme', text: 'http://example.org', expected: '"http://example.org" has a scheme that is none of dns, tls, quic, grpc, https, https3.' },
  ])('$name', ({ text, expected }) => {
    expect(urls(text)).toEqual(expected)
  })
})

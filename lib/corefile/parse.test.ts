import { describe, expect, it } from 'vitest'
import { parseCorefile } from './parse'
import type { Directive, Environment, ServerBlock } from './types'

const DEFAULT = `.:53 {
    errors
    health {
       lameduck 5s
    }
    kubernetes cluster.local in-addr.arpa ip6.arpa {
       pods insecure
       fallthrough in-addr.arpa ip6.arpa
       ttl 30
    }
    forward . /etc/resolv.conf
    cache 30
}
`

/** Blocks in a form that a table can hold: keys as URLs, directives as lines, nested ones in braces. */
const brief = (blocks: readonly ServerBlock[]): readonly string[] =>
  blocks.map(({ keys, directives }) => `${keys.map((key) => `${key.scheme}://${key.zone}:${key.port}`).join(' ')} { ${directives.map(line).join('; ')} }`)
const line = ({ name, args, block }: Directive): string =>
  [name, ...args.map((arg) => (/^[^\s"]+$/.test(arg) ? arg : JSON.stringify(arg))), ...(block === null ? [] : [`{ ${block.map(line).join('; ')} }`])].join(' ')
const parsed = (text: string, environment?: Environment): readonly string[] | string => {
  const result = parseCorefile(text, environment)
  return result.ok ? brief(result.value) : `${result.error.place.line}:${result.error.place.column} ${result.error.message}`
}

describe('parses', () => {
  it.each([
    { name: "kubeadm's default", text: DEFAULT, expected: ['dns://.:53 { errors; health { lameduck 5s }; kubernetes cluster.local in-addr.arpa ip6.arpa { pods insecure; fallthrough in-addr.arpa ip6.arpa; ttl 30 }; forward . /etc/resolv.conf; cache 30 }'] },
    { name: 'nothing', text: '', expected: [] },
    { name: 'keys separated by spaces', text: 'example.org example.net:54 {\n}', expected: ['dns://example.org:53 dns://example.net:54 {  }'] },
    { name: 'keys separated by commas, the last line ends them', text: 'example.org,\nexample.net {\n}', expected: ['dns://example.org:53 dns://example.net:53 {  }'] },
    { name: 'scheme and default port per key', text: 'tls://example.org https://example.org grpc://example.net:8443 {\n}', expected: ['tls://example.org:853 https://example.org:443 grpc://example.net:8443 {  }'] },
    { name: 'a prefix is its reverse zones', text: '10.0.0.0/15:1053 {\n}', expected: ['dns://0.10.in-addr.arpa:1053 dns://1.10.in-addr.arpa:1053 {  }'] },
    { name: 'a single block needs no braces', text: 'example.org\nwhoami\nlog', expected: ['dns://example.org:53 { whoami; log }'] },
    { name: 'the brace of a server block may stand on the next line', text: '.\n{\nwhoami\n}', expected: ['dns://.:53 { whoami }'] },
    { name: 'a block without keys is dropped', text: '{\nwhoami\n}\n. {\n}', expected: ['dns://.:53 {  }'] },
    { name: 'an empty block differs from none', text: '. {\na {\n}\nb { }\nc\n}', expected: ['dns://.:53 { a {  }; b {  }; c }'] },
    { name: 'blocks nest', text: '. {\na {\nb {\nc d\n}\n}\n}', expected: ['dns://.:53 { a { b { c d } } }'] },
    { name: 'quotes keep white space; only \\" is an escape', text: '. {\ntemplate "a \\"b\\" \\d # c" x\n}', expected: ['dns://.:53 { template "a \\"b\\" \\\\d # c" x }'] },
    { name: 'an argument may run over lines between quotes', text: '. {\na "1\n2" b\nc\n}', expected: ['dns://.:53 { a "1\\n2" b; c }'] },
    { name: 'a quote inside a word is a character', text: '. {\na b"c d"\n}', expected: ['dns://.:53 { a "b\\"c" "d\\"" }'] },
    { name: '# begins a comment', text: '# x {\n. { # y\na b # c }\n}', expected: ['dns://.:53 { a b }'] },
    { name: 'a comment glued to a word ends at white space (measured, caddy v1.1.4)', text: '. {\nforward . 192.0.2.53#one two\n}', expected: ['dns://.:53 { forward . 192.0.2.53 two }'] },
    { name: 'carriage returns go', text: '. {\r\na b\r\n}\r\n', expected: ['dns://.:53 { a b }'] },
    { name: 'a byte order mark goes', text: '\ufeff. {\n}', expected: ['dns://.:53 {  }'] },
    { name: 'braces glued to a word are characters', text: '. {\nanswer "{{ .Name }} 60 IN A 192.0.2.1"\nrewrite {a}\n}', expected: ['dns://.:53 { answer "{{ .Name }} 60 IN A 192.0.2.1"; rewrite {a} }'] },
    { name: 'a snippet is imported where it is named', text: '(s) {\nerrors\nlog\n}\n. {\nimport s\nwhoami\n}\nexample.org {\nimport s\n}', expected: ['dns://.:53 { errors; log; whoami }', 'dns://example.org:53 { errors; log }'] },
    { name: 'a snippet inside a nested block', text: '(s) {\nb 1\n}\n. {\na {\nimport s\nc\n}\n}', expected: ['dns://.:53 { a { b 1; c } }'] },
    { name: 'a snippet imports another', text: '(s) {\nb\n}\n(t) {\nimport s\nc\n}\n. {\nimport t\n}', expected: ['dns://.:53 { b; c }'] },
    { name: 'a snippet holds whole server blocks', text: '(s) {\nexample.org {\nwhoami\n}\n}\nimport s\n. {\n}', expected: ['dns://example.org:53 { whoami }', 'dns://.:53 {  }'] },
    { name: 'a glob that matches no file imports nothing (k3s, AKS)', text: '. {\nimport /etc/coredns/custom/*.override\nlog\n}\nimport /etc/coredns/custom/*.server\n', expected: ['dns://.:53 { log }'] },
    { name: 'import is an argument like another inside a line', text: '. {\na import s\n}', expected: ['dns://.:53 { a import s }'] },
    { name: 'the last brace may miss after a nested block (measured, caddy v1.1.4)', text: '. {\na {\n}\n', expected: ['dns://.:53 { a {  } }'] },
  ])('$name', ({ text, expected }) => {
    expect(parsed(text)).toEqual(expected)
  })
})

describe('substitutes the environment', () => {
  const environment: Environment = new Map([['ZONE', 'example.org'], ['PORT', '1053'], ['TWO', '192.0.2.1 192.0.2.2'], ['SELF', '{$SELF}x']])
  it.each([
    { name: 'in keys, both spellings', text: '{$ZONE}:{%PORT%} {\n}', expected: ['dns://example.org:1053 {  }'] },
    { name: 'a value stays one token (coredns#3657)', text: '. {\nforward . {$TWO}\n}', expected: ['dns://.:53 { forward . "192.0.2.1 192.0.2.2" }'] },
    { name: 'between quotes too', text: '. {\na "x {$ZONE}"\n}', expected: ['dns://.:53 { a "x example.org" }'] },
    { name: 'an unset variable is empty', text: '. {\na {$UNSET}\n}', expected: ['dns://.:53 { a "" }'] },
    { name: 'a default when unset', text: '. {\na {$UNSET:192.0.2.9} {$ZONE:no}\n}', expected: ['dns://.:53 { a 192.0.2.9 example.org }'] },
    { name: 'a reference without a name is text', text: '. {\na {$} {%%}\n}', expected: ['dns://.:53 { a {$} {%%} }'] },
    { name: 'an unclosed reference is text', text: '. {\na {$ZONE {%ZONE}\n}', expected: ['dns://.:53 { a {$ZONE {%ZONE} }'] },
  ])('$name', ({ text, expected }) => {
    expect(parsed(text, environment)).toEqual(expected)
  })
  it('a value that refers to itself comes to an end', () => {
    expect(parseCorefile('. {\na {$SELF}\n}', environment).ok).toBe(true)
  })
})

describe('refuses', () => {
  it.each([
    { name: 'a brace below its directive', text: '. {\na\n{\nb\n}\n}', expected: '3:1 The brace "{" must stand at the end of the line of its directive.' },
    { name: 'something after the opening brace', text: '. {\na { b\n}\n}', expected: '2:5 Nothing may follow "{" on its line.' },
    { name: 'a closing brace after a directive', text: '. { whoami }', expected: '1:12 The brace "}" must begin a line of its own.' },
    { name: 'something after the closing brace', text: '. {\na {\n} b\n}', expected: '3:3 Nothing may follow "}" on its line.' },
    { name: 'an open server block', text: '. {\nwhoami\n', expected: '1:1 The block that begins here is never closed: a "}" is missing.' },
    { name: 'an open nested block', text: '. {\na {\nb\n', expected: '2:3 The block that begins here is never closed: a "}" is missing.' },
    { name: 'an open quote', text: '. {\na "b\n}', expected: '2:3 This quote is never closed.' },
    { name: 'a comma before the brace', text: 'example.org, {\n}', expected: '1:1 Another zone must follow this comma.' },
    { name: 'an unknown snippet', text: '. {\nimport s\n}', expected: '2:8 There is no snippet (s) above this import, and no such file is given.' },
    { name: 'a snippet below its import', text: '. {\nimport s\n}\n(s) {\n}', expected: '2:8 There is no snippet (s) above this import, and no such file is given.' },
    { name: 'an import without a name', text: '. {\nimport\n}', expected: '2:1 The import names nothing: write the name of a snippet.' },
    { name: 'an import of two', text: '. {\nimport a b\n}', expected: '2:10 An import takes only one name.' },
    { name: 'a snippet defined twice', text: '(s) {\n}\n(s) {\n}', expected: '3:1 The snippet (s) is already defined.' },
    { name: 'a snippet without a block', text: '(s)\n. {\n}', expected: '1:1 The snippet (s) needs a block: "{" must follow.' },
    { name: 'a snippet that imports itself', text: '(s) {\nimport s\n}\n. {\nimport s\n}', expected: '2:8 There are more than 1000 imports: a snippet imports itself.' },
    { name: 'a bad key, with its place', text: '. {\n}\nexample.org ex..org {\n}', expected: '3:13 "ex..org" is not a valid domain name.' },
  ])('$name', ({ text, expected }) => {
    expect(parsed(text)).toBe(expected)
  })
})

describe('one zone and port, one block (coredns core/dnsserver/register.go)', () => {
  it.each([
    { name: 'twice is an error', text: '. {\n}\n. {\n}', expected: '3:1 dns://.:53 is already served by the block of line 1.' },
    { name: 'spelling does not matter', text: 'Example.ORG. {\n}\nexample.org:53 {\n}', expected: '3:1 dns://example.org:53 is already served by the block of line 1.' },
    { name: 'twice in one block', text: 'a a {\n}', expected: '1:3 dns://a:53 is already served by the block of line 1.' },
    { name: 'a reverse zone meets its prefix', text: '10.0.0.0/15 {\n}\n1.10.in-addr.arpa {\n}', expected: '3:1 dns://1.10.in-addr.arpa:53 is already served by the block of line 1.' },
    { name: 'a view after a block without one is left nothing', text: '. {\n}\n. {\nview v\n}', expected: '3:1 dns://.:53 is already served by the block of line 1.' },
    { name: 'a bound block meets an unbound one', text: '. {\nbind 192.0.2.1\n}\n. {\n}', expected: '4:1 dns://.:53 is already served by the block of line 1.' },
  ])('error: $name', ({ text, expected }) => {
    expect(parsed(text)).toBe(expected)
  })
  it.each([
    { name: 'views share a zone, the last block needs none', text: '. {\nview a\n}\n. {\nview b\n}\n. {\n}' },
    { name: 'another port', text: '. {\n}\n.:54 {\n}' },
    { name: 'another scheme', text: '.:853 {\n}\ntls://. {\n}' },
    { name: 'other addresses', text: '. {\nbind 192.0.2.1\n}\n. {\nbind 192.0.2.2\n}' },
  ])('allowed: $name', ({ text }) => {
    expect(parseCorefile(text).ok).toBe(true)
  })
})

describe('is bounded', () => {
  const nested = (depth: number): string => `. {\n${'a {\n'.repeat(depth)}${'}\n'.repeat(depth)}}`
  const doubling = Array.from({ length: 30 }, (_, n) => `(s${n + 1}) {\nimport s${n}\nimport s${n}\n}\n`).join('')
  const broad = `(s) {\n${'a b\n'.repeat(20_000)}}\n. {\n${'import s\n'.repeat(500)}}`
  it.each([
    { name: '32 nested blocks pass', text: nested(32), expected: undefined },
    { name: '33 do not', text: nested(33), expected: 'Blocks stand more than 32 deep in each other.' },
    { name: '100000 do not overflow the stack', text: nested(40_000), expected: 'Blocks stand more than 32 deep in each other.' },
    { name: 'more than 256 KiB', text: ' '.repeat(256 * 1024 + 1), expected: 'The Corefile is longer than 256 KiB.' },
    { name: 'imports that double', text: `(s0) {\na\n}\n${doubling}. {\nimport s30\n}`, expected: 'There are more than 1000 imports: a snippet imports itself.' },
    { name: 'imports that are long', text: broad, expected: 'The imports make the Corefile longer than 200000 words.' },
    { name: '256 KiB of references', text: `${'{%'.repeat(100_000)} {\n}`, expected: `"${'{%'.repeat(100_000)}" is not a valid domain name.` },
  ])('$name', ({ text, expected }) => {
    const result = parseCorefile(text)
    expect(result.ok ? undefined : result.error.message).toBe(expected)
  }, 2_000)
})

it('places are those of the source, also inside an import', () => {
  const result = parseCorefile('(s) {\n  log\n}\n. {\n  import s\n\ta b {\n    c\n  }\n}')
  expect(result).toMatchObject({ ok: true, value: [{ place: { line: 4, column: 1 }, keys: [{ place: { line: 4, column: 1 } }], directives: [
    { name: 'log', place: { line: 2, column: 3 } },
    { name: 'a', place: { line: 6, column: 2 }, block: [{ name: 'c', place: { line: 7, column: 5 } }] },
  ] }] })
})

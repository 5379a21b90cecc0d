import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { err, ok } from '@/lib/net/result'
import { DISK, type Files } from './files'
import { COMMANDS, run } from './main'

const EXAMPLE = 'lib/examples/cassandra-aws-gcp'
const FILE = `${EXAMPLE}.design.yaml`
const NAME = 'cassandra-0.cassandra.db.svc.gcp-europe-west4-c.local'
const ASK = ['ask', FILE, '--from', 'cassandra-a-0', '--to', NAME, '--port', '7000']
const podway = (...words: readonly string[]) => run(words, DISK)
const parsed = (...words: readonly string[]) => JSON.parse(podway(...words, '--json').out ?? '')

describe('exit codes', () => {
  it.each([
    { rule: 'reachable', words: ASK, exit: 0 },
    { rule: 'unreachable', words: ['ask', `${EXAMPLE}.firewall-closed.design.yaml`, ...ASK.slice(2)], exit: 1 },
    { rule: 'a lookup that fails', words: ['ask', `${EXAMPLE}.stanza-missing.design.yaml`, ...ASK.slice(2)], exit: 1 },
    { rule: 'one pod gets through and another does not', words: ['ask', `${EXAMPLE}.firewall-pod-only-external-snat.design.yaml`, '--from', 'cassandra-a', '--to', NAME, '--port', '7000'], exit: 3 },
    { rule: 'what is not modelled', words: ['lookup', FILE, '--from', 'cassandra-a-0', '--name', 'www.example.org'], exit: 4 },
    { rule: 'a name that resolves', words: ['lookup', FILE, '--from', 'cassandra-a-0', '--name', NAME], exit: 0 },
    { rule: 'a name that does not', words: ['lookup', FILE, '--from', 'cassandra-a-0', '--name', 'nobody.db.svc.cluster.local'], exit: 1 },
    { rule: 'a query answered', words: ['query', FILE, '--server', 'coredns-a', '--name', NAME], exit: 0 },
    { rule: 'a query to the service in front of a server', words: ['query', FILE, '--server', '172.20.0.10', '--name', NAME], exit: 0 },
    { rule: 'a query denied', words: ['query', FILE, '--server', 'coredns-a', '--name', 'nobody.db.svc.cluster.local'], exit: 1 },
    { rule: 'no problems', words: ['validate', FILE], exit: 0 },
    { rule: 'assertions that hold', words: ['check', FILE], exit: 0 },
    { rule: 'assertions that fail', words: ['check', FILE, '--fail', 'tunnel-1', '--fail', 'tunnel-2'], exit: 1 },
    { rule: 'one of two tunnels down', words: [...ASK, '--fail', 'tunnel-1'], exit: 0 },
    { rule: 'one of two sessions down', words: [...ASK, '--fail', 'bgp-1'], exit: 0 },
    { rule: 'both tunnels down', words: [...ASK, '--fail', 'tunnel-1', '--fail', 'tunnel-2'], exit: 1 },
    { rule: 'routes', words: ['routes', FILE, 'vpc-a'], exit: 0 },
    { rule: 'help', words: ['--help'], exit: 0 },
    { rule: 'help of a command', words: ['ask', '--help'], exit: 0 },
    { rule: 'the version', words: ['--version'], exit: 0 },
  ])('$rule: $exit', ({ words, exit }) => { expect(podway(...words)).toMatchObject({ exit }) })
})

describe('bad input exits 2 with one sentence and prints nothing', () => {
  it.each([
    { rule: 'an unknown command', words: ['aks', FILE], message: /^Unknown command aks; did you mean ask\?$/ },
    { rule: 'a command like none', words: ['frobnicate'], message: /^Unknown command frobnicate; there are validate, ask, / },
    { rule: 'an unknown flag', words: ['validate', FILE, '--jsn'], message: /Unknown flag --jsn; did you mean --json\?/ },
    { rule: 'no file', words: ['validate', 'nowhere.yaml'], message: /^nowhere\.yaml: there is no such file\.$/ },
    { rule: 'a folder', words: ['validate', 'lib'], message: /^lib: it is a folder\.$/ },
    { rule: 'an ambiguous name', words: ['ask', FILE, '--from', 'cassandra', '--to', NAME, '--port', '7000'], message: /several elements; write one of their ids: cassandra-a, .*cassandra-b/ },
    { rule: 'an ambiguous target', words: ['ask', FILE, '--from', 'web-a-0', '--to', 'cassandra', '--port', '7000'], message: /several elements/ },
    { rule: 'nobody who asks', words: ['ask', FILE, '--from', 'nobody', '--to', NAME, '--port', '7000'], message: /no element or pod "nobody"/ },
    { rule: 'a port that is none', words: [...ASK.slice(0, -1), '70000'], message: /^--port is a number from 1 to 65535, not "70000"\.$/ },
    { rule: 'a size that is none', words: [...ASK, '--size', '10'], message: /^--size is a number from 20 to 65535/ },
    { rule: 'an icmp port', words: [...ASK, '--protocol', 'icmp'], message: /icmp has no ports/ },
    { rule: 'a thing that cannot fail yet', words: [...ASK, '--fail', 'node-a1'], message: /^--fail node-a1: a node cannot be failed yet; tunnels and BGP sessions can\.$/ },
    { rule: 'a thing that is not there', words: [...ASK, '--fail', 'tunnel-11'], message: /no such element; did you mean tunnel-1\?$/ },
    { rule: 'a name that cannot be one', words: ['lookup', FILE, '--from', 'web-a-0', '--name', 'a..b'], message: /^"a\.\.b" is not a DNS name\.$/ },
    { rule: 'a lookup of another type', words: ['lookup', FILE, '--from', 'web-a-0', '--name', 'a.b', '--type', 'SRV'], message: /query asks for other types/ },
    { rule: 'a type of record that is none', words: ['query', FILE, '--server', 'coredns-a', '--name', 'a.b', '--type', 'Q'], message: /no type of record/ },
    { rule: 'a server that is none', words: ['query', FILE, '--server', 'web-a', '--name', 'a.b'], message: /"web-a" is no name server/ },
    { rule: 'a client that is none', words: ['query', FILE, '--server', 'coredns-a', '--name', 'a.b', '--client', 'me'], message: /--client is an IP address/ },
    { rule: 'a device that is none', words: ['routes', FILE, 'vpc-aa'], message: /no device "vpc-aa"; did you mean vpc-a\?$/ },
    { rule: 'an element without tables', words: ['routes', FILE, 'sg-a'], message: /is no device/ },
  ])('$rule', ({ words, message }) => {
    const outcome = podway(...words)
    expect(outcome).toMatchObject({ exit: 2, messages: [expect.stringMatching(message)] })
    expect(outcome.out).toBeUndefined()
    expect(outcome.messages?.join('\n')).not.toContain('\n')
  })

  it.each([
    { rule: 'no YAML', text: 'a: [', place: /^bad\.yaml:1/ },
    { rule: 'no design', text: 'just words', place: /^bad\.yaml/ },
    { rule: 'an unknown kind', text: 'podway: 1\nname: x\nelements:\n  a: { kind: vcp }\n', place: /^bad\.yaml:4/ },
    { rule: 'an assertion about nobody', text: 'podway: 1\nname: x\nelements:\n  a: { kind: site, provider: aws }\nassertions:\n  - { from: b, to: a, expect: reachable }\n', place: /^bad\.yaml:6/ },
  ])('a file that holds $rule says where', ({ text, place }) => {
    const files: Files = { read: path => path === 'bad.yaml' ? ok(text) : err(`${path}: there is no such file.`), write: () => ok(undefined), list: path => ok([path]) }
    for (const words of [['validate', 'bad.yaml'], ['check', 'bad.yaml'], ['routes', 'bad.yaml', 'a']]) {
      expect(run(words, files)).toMatchObject({ exit: 2, messages: [expect.stringMatching(place)] })
    }
  })

  it('a file that is not text', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'podway-')), 'x.yaml')
    writeFileSync(path, Buffer.from([0xff, 0xfe, 0x00]))
    expect(podway('validate', path)).toMatchObject({ exit: 2, messages: [`${path}: it is not text in UTF-8.`] })
  })
})

describe('--json', () => {
  it('of ask has the promised shape', () => {
    const answer = parsed('ask', `${EXAMPLE}.firewall-closed.design.yaml`, ...ASK.slice(2))
    expect(answer).toMatchObject({
      reachability: 'unreachable', clientSees: 'timeout', repairs: [],
      lookup: { outcome: 'NOERROR', queries: expect.arrayContaining([expect.objectContaining({ name: NAME, type: 'A', server: '172.20.0.10', rcode: 'NOERROR', answers: [expect.objectContaining({ data: '10.24.1.5' })] })]) },
      legs: [{ sourceSeen: null, forward: expect.arrayContaining([expect.objectContaining({ disposition: 'denied-in', hops: expect.arrayContaining([expect.objectContaining({ device: 'cassandra-a-0', element: 'cassandra-a', steps: expect.any(Array) })]) })]), return: [] }],
      blockers: [{ code: 'filter.denied', elements: ['firewall-b'], place: 'node-b1', message: expect.stringContaining('firewall-b') }],
    })
  })

  it.each([
    { rule: 'the node hides the pod', words: ASK, seen: '10.10.1.10' },
    { rule: 'the pod keeps its address', words: ['ask', FILE, '--from', 'cassandra-b-0', '--to', 'cassandra-0.cassandra.db.svc.aws-euwest1.local', '--port', '7000'], seen: '10.24.1.5' },
  ])('of ask says which source was seen: $rule', ({ words, seen }) => { expect(parsed(...words).legs[0].sourceSeen).toBe(seen) })

  it('without a name has no lookup', () => { expect(parsed('ask', FILE, '--from', 'web-a-0', '--to', 'node-a1').lookup).toBeNull() })

  it('of query has the promised shape', () => {
    expect(parsed('query', FILE, '--server', 'coredns-a', '--name', NAME)).toMatchObject({ rcode: 'NOERROR', authoritative: true, answers: [{ name: NAME, type: 'A', data: '10.24.1.5', ttl: 5 }], authority: [], additional: [], steps: expect.any(Array) })
  })

  it.each([['validate', FILE], ['lookup', FILE, '--from', 'web-a-0', '--name', NAME], ['routes', FILE, 'vpn-b'], ['check', FILE]])('of %s is one JSON document', (...words) => {
    expect(parsed(...words)).toBeTypeOf('object')
  })
})

describe('what people read', () => {
  it('routes show what is used and what is withheld, and why', () => {
    const { out = '' } = podway('routes', FILE, 'vpc-a')
    expect(out).toContain('= 10.24.0.0/14        vgw-a       propagated  20\n')
    expect(out).toContain('~ 10.24.0.0/14        vgw-a       propagated  20  not propagated: rt-public\n')
  })

  it('a word that is almost an id is pointed out', () => {
    expect(podway('ask', FILE, '--from', 'cassandra-a-0', '--to', 'casandra-b-0', '--port', '7000').messages).toEqual(['No element is called casandra-b-0, so it was asked as a DNS name; did you mean cassandra-b-0?'])
  })

  it('check writes a JUnit report with the failures, escaped', () => {
    const { writes = [] } = podway('check', FILE, '--fail', 'tunnel-1', '--fail', 'tunnel-2', '--junit', 'report.xml')
    expect(writes.map(({ path }) => path)).toEqual(['report.xml'])
    expect(writes[0]?.text).toMatch(/<testsuite name="Cassandra on two clouds" tests="\d+" failures="[1-9]\d*">/)
    expect(writes[0]?.text).toContain('<failure message="unreachable from cassandra-a-0: ')
  })

  it.each(COMMANDS.map(({ name, syntax }) => ({ name, flags: Object.keys(syntax.flags) })))('the help of $name names every flag', ({ name, flags }) => {
    const { out = '' } = podway(name, '--help')
    expect(flags.filter(flag => !out.includes(`--${flag}`))).toEqual([])
  })
})

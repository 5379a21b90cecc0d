import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { plan } from './build'
import { labScript } from './emit/script'
import { planText } from './emit/text'
import type { Capabilities } from './plan'
import { SAMPLE_QUESTIONS, sampleNetwork } from './sample.fixture'

const ALL: Capabilities = { vxlan: true, tun: true, bridgeFilter: true, sctp: true }
const GOLDEN = 'lib/lab/sample.expected.txt'
const sample = (capabilities = ALL) => plan(sampleNetwork(), SAMPLE_QUESTIONS, capabilities)

describe('the plan of a small network', () => {
  it('is what stands in the golden file', () => {
    const text = planText(sample())
    if (process.env['PODWAY_BLESS']) writeFileSync(GOLDEN, text)
    expect(text).toBe(readFileSync(GOLDEN, 'utf8'))
  })

  it('is the same each time', () => { expect(planText(sample())).toBe(planText(sample())) })

  it('gives every interface of the machine a name of its own', () => {
    const names = sample().namespaces.flatMap(one => one.interfaces.map(item => `${one.name} ${item.name}`))
    expect(new Set(names).size).toBe(names.length)
    expect(names.every(name => (name.split(' ')[1] ?? '').length <= 15)).toBe(true)
  })

  it('wires two members of a segment to each other, and more to a bridge', () => {
    const { namespaces, wires } = sample()
    expect(namespaces.filter(one => one.purpose === 'segment').map(one => one.interfaces.length)).toEqual([3])
    expect(wires).toHaveLength(3 + 2 + 1)
  })

  it('puts a port that filters into a namespace of its own', () => {
    expect(sample().namespaces.filter(one => one.purpose === 'port').map(one => one.device)).toEqual(['server'])
  })

  it('leaves out of the exception of a rule what it excepts', () => {
    const router = sample().namespaces.find(one => one.device === 'r')
    const sources = router?.rules.filter(rule => rule.version === 4 && typeof rule.action === 'object').map(rule => `${rule.from?.address ?? ''}/${rule.from?.length ?? ''}`)
    expect(sources).not.toContain('192.0.2.0/25')
    expect(sources?.length).toBeGreaterThan(1)
  })

  it('names what this kernel cannot do', () => {
    expect(sample({ ...ALL, bridgeFilter: false }).notRun).toContainEqual({ device: 'server', what: 'a stateful port: this kernel has no br_netfilter' })
  })

  it('names devices that say too-big for an interface that does not: one of the same MTU does', () => {
    const network = sampleNetwork()
    const of = (mtuBytes: number) => ({ ...network, devices: new Map([...network.devices].map(([id, device]) => [id, { ...device, interfaces: device.interfaces.map(item => (item.sendsTooBig ? item : { ...item, mtuBytes })) }] as const)) })
    expect([1400, 1500].map(mtuBytes => plan(of(mtuBytes), SAMPLE_QUESTIONS, ALL).tooBigNotRun.map(({ device }) => device))).toEqual([[], ['r']])
  })

  it('is strict about TCP where the Network is, and only there', () => {
    const network = sampleNetwork()
    const tracker = network.devices.get('r' as never)?.tracker as never
    const strict = plan({ ...network, trackers: new Map([[tracker, { id: tracker, unknownAck: 'invalid' }]]) }, SAMPLE_QUESTIONS, ALL)
    const loose = (one: typeof strict.namespaces[number]) => one.sysctls.early['netfilter/nf_conntrack_tcp_loose']
    expect(strict.namespaces.filter(one => loose(one) === '0').map(one => one.device)).toEqual(['r'])
    expect(sample().namespaces.filter(one => loose(one) !== undefined)).toEqual([])
  })

  it('gives every probe a client port of its own', () => {
    const ids = sample().probes.map(probe => probe.id)
    expect(new Set(ids).size).toBe(SAMPLE_QUESTIONS.length)
    expect(sample().probes[0]?.flow.sourcePort).toBe(ids[0])
  })
})

describe('the shell script', () => {
  const script = labScript(sample(), { title: 'a small network', prober: 'print(1)\n' })

  it('makes a user namespace for whoever is not root', () => { expect(script).toContain('exec unshare --user --map-root-user --net --mount') })
  it('takes everything down again', () => { expect(script).toContain('trap clean_up EXIT') })
  it('brings the prober and the expectations along', () => { expect(script).toMatch(/print\(1\)[^]*"clientSees":\["ok"\]/) })
  it('leaves no name of the run open', () => { expect(script.split('\n').filter(line => line.startsWith('ip ') && line.includes('@WORD@'))).toEqual([]) })
})

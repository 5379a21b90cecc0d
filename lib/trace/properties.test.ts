import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { elementId } from '@/lib/net/element-id'
import { hostCidr } from '@/lib/net/cidr'
import { ip } from '@/lib/net/ip-address'
import { PROTOCOLS } from '@/lib/net/protocol'
import { randomNetworkDesign } from '@/lib/generate/networks'
import { MECHANISMS } from '@/lib/mechanisms/index'
import type { Device } from '@/lib/network/device'
import { deviceOf } from '@/lib/network/names'
import type { Network } from '@/lib/network/network'
import type { Trace } from '@/lib/network/trace'
import { answerQuestion } from '@/lib/verify/answer'
import { prepare } from '@/lib/verify/prepare'
import { converse } from './conversation'
import { sampleNetwork, type SampleDevice } from './sample'
import { filter, rule, udp } from './sample-chain'
import { HOP_LIMIT } from './walk'

const plain = (value: unknown) => JSON.stringify(value, (_key, inner: unknown) => inner instanceof Map ? [...inner] : inner)

/** What the first of two hops transmits on is what the second receives on, and both stand there in the Network. */
function adjacent(network: Network, trace: Trace): boolean {
  return trace.hops.every((hop, at) => {
    const device = network.devices.get(hop.device)
    const next = trace.hops[at + 1]
    if (!device) return false
    if (!next) return true
    const sent = hop.steps.at(-1)
    const received = next.steps[0]
    return sent?.type === 'transmit' && received?.type === 'receive' && sent.link === received.link && sent.to === next.device
      && device.interfaces.some(item => item.id === sent.interfaceId && item.link === sent.link)
      && (network.devices.get(next.device)?.interfaces.some(item => item.id === received.interfaceId && item.link === sent.link) ?? false)
  })
}

describe('whatever a random network is asked', () => {
  const ask = (seed: number) => {
    const { design, probes } = randomNetworkDesign(seed)
    const { network } = prepare(design, MECHANISMS)
    return { network, made: probes.map(({ from, ...flow }) => converse(network, { ...flow, device: deviceOf(from) })) }
  }
  it('nothing throws, every walk ends, hops are adjacent, and the same question has the same answer', () => {
    let conversations = 0
    fc.assert(fc.property(fc.integer({ min: 1, max: 1_000_000 }), seed => {
      const { network, made } = ask(seed)
      expect(plain(ask(seed).made)).toBe(plain(made))
      for (const conversation of made) {
        conversations++
        for (const trace of [...conversation.forward, ...conversation.return]) {
          expect(adjacent(network, trace), `seed ${seed}`).toBe(true)
          expect(trace.hops.length).toBeLessThanOrEqual(HOP_LIMIT + 1)
        }
        expect(conversation.reachability === 'reachable').toBe(conversation.clientSees === 'ok' && conversation.forward.every(trace => trace.disposition === 'accepted') && conversation.return.every(trace => trace.disposition === 'accepted'))
        if (conversation.reachability === 'unreachable') expect(conversation.clientSees).not.toBe('ok')
      }
    }), { numRuns: 25, seed: 20261121 })
    expect(conversations).toBeGreaterThan(1000)
  }, 120_000)
})

/* Blockers: a line of routers in which some things are broken on purpose. */

const LENGTH = 5
const CLIENT = ip('10.0.0.10')
const SERVER = ip('10.0.5.20')
interface Broken { readonly kind: 'filter' | 'link' | 'route'; readonly at: number; readonly back: boolean }
const nameOf = ({ kind, at, back }: Broken): string => `${kind}-${at}${kind === 'link' ? '' : back ? '-back' : '-there'}`
const broken = fc.record({ kind: fc.constantFrom('filter', 'link', 'route'), at: fc.integer({ min: 1, max: LENGTH - 1 }), back: fc.boolean() }) as fc.Arbitrary<Broken>

/** client — r1 … r5 — server over segments n0 … n5, with these things broken. */
function line(faults: readonly Broken[]): Network {
  const routers = Array.from({ length: LENGTH }, (_, index): SampleDevice => {
    const at = index + 1
    return {
      id: `r${at}`, interfaces: { left: `n${at - 1} 10.0.${at - 1}.1/24`, right: `n${at} 10.0.${at}.2/24` },
      routes: [...(at < LENGTH ? [`${SERVER}/32 via 10.0.${at}.1`] : []), ...(at > 1 ? [`${CLIENT}/32 via 10.0.${at - 1}.2`] : [])],
      change: device => faults.filter(fault => fault.at === at).reduce(breakDevice, device),
    }
  })
  const cut = new Map(faults.filter(({ kind }) => kind === 'link').map(fault => [`n${fault.at}`, { up: false, down: { code: 'test.link' as const, elements: [elementId(nameOf(fault))] } }] as const))
  return sampleNetwork([
    { id: 'client', interfaces: { eth0: `n0 ${CLIENT}/24` }, routes: ['0.0.0.0/0 via 10.0.0.1'] }, ...routers,
    { id: 'server', interfaces: { eth0: `n${LENGTH} ${SERVER}/24` }, routes: [`0.0.0.0/0 via 10.0.${LENGTH}.2`], listens: [80] },
  ], Object.fromEntries(cut))
}

function breakDevice(device: Device, fault: Broken): Device {
  const to = fault.back ? CLIENT : SERVER
  const element = elementId(nameOf(fault))
  if (fault.kind === 'filter') {
    const closed = filter('forward', [{ ...rule({ destinations: { cidrs: [hostCidr(to)] } }, 'drop'), code: 'test.filter', from: element }], { stateful: false, otherwise: 'accept', id: nameOf(fault) })
    return { ...device, filters: [...device.filters, { ...closed, codes: { denied: 'test.filter', reply: 'test.filter', hidden: 'test.filter' } }] }
  }
  if (fault.kind === 'link') return device
  return { ...device, tables: device.tables.map(table => ({
    ...table, routes: table.routes.filter(route => route.prefix.address !== to),
    withheld: [...table.withheld, ...table.routes.filter(route => route.prefix.address === to).map(route => ({ route, why: { code: 'test.route' as const, elements: [element] } }))],
  })) }
}

const blockersOf = (faults: readonly Broken[]): readonly string[] =>
  answerQuestion({ from: deviceOf('client'), to: { type: 'address', address: SERVER }, protocol: PROTOCOLS.tcp, port: 80, sizeBytes: 64 }, line(faults)).blockers.flatMap(blocker => blocker.elements).sort()

describe('the blockers of a question', () => {
  /** On one's own segment nothing needs a route, so those that cannot matter are left out. */
  const matters = ({ kind, at, back }: Broken) => kind !== 'route' || (back ? at > 1 : at < LENGTH)
  const sets = fc.uniqueArray(broken.filter(matters), { minLength: 1, maxLength: 6, selector: nameOf })
  it('are exactly what is broken; without any one of them the others are left, and without all of them it succeeds', () => {
    fc.assert(fc.property(sets, faults => {
      expect(blockersOf(faults)).toEqual(faults.map(nameOf).sort())
      for (const mended of faults) expect(blockersOf(faults.filter(fault => fault !== mended))).toEqual(faults.filter(fault => fault !== mended).map(nameOf).sort())
      expect(blockersOf([])).toEqual([])
    }), { numRuns: 40, seed: 20261121 })
  }, 120_000)
})

describe('many equal ways', () => {
  /** So many stages, each of two routers side by side, each with two ways to the next stage. */
  const stages = (count: number, edit: (device: Device) => Device = device => device): Network => sampleNetwork([
    { id: 'client', interfaces: { eth0: 'n0 10.0.0.10/24' }, routes: ['0.0.0.0/0 via 10.0.0.1', '0.0.0.0/0 via 10.0.0.2'] },
    ...Array.from({ length: count }, (_, at) => [1, 2].map((side): SampleDevice => ({
      id: `s${at}-${side}`, interfaces: { left: `n${at} 10.0.${at}.${side}/24`, right: `n${at + 1} 10.0.${at + 1}.${side + 2}/24` }, change: edit,
      routes: [...(at + 1 < count ? [`10.0.${count}.0/24 via 10.0.${at + 1}.1`, `10.0.${count}.0/24 via 10.0.${at + 1}.2`] : []), ...(at > 0 ? [`10.0.0.0/24 via 10.0.${at}.3`, `10.0.0.0/24 via 10.0.${at}.4`] : [])],
    }))).flat(),
    { id: 'server', interfaces: { eth0: `n${count} 10.0.${count}.20/24` }, routes: [`0.0.0.0/0 via 10.0.${count}.3`, `0.0.0.0/0 via 10.0.${count}.4`], listens: [80] },
  ])
  const asked = (count: number) => udp({ destination: ip(`10.0.${count}.20`) })
  it('that differ in nothing are one: 2^40 ways are answered', () => { expect(converse(stages(40), asked(40)).reachability).toBe('reachable') })
  it('one bad one among them makes it ambiguous', () => {
    const network = stages(12, device => (device.id === deviceOf('s6-2') ? { ...device, filters: [filter('forward', [], { stateful: false })] } : device))
    expect(converse(network, asked(12)).reachability).toBe('ambiguous')
  })
  it('that leave different states behind are too many past 1,024, and the widest is named', () => {
    const remembering = (device: Device): Device => ({ ...device, filters: [filter('forward', [rule({}, 'accept')])] })
    const made = converse(stages(12, remembering), asked(12))
    expect(made.reachability).toBe('undetermined')
    expect(made.forward.find(trace => trace.undetermined)?.undetermined).toMatchObject({ code: 'trace.too-many-paths' })
  }, 60_000)
})

import { describe, expect, it } from 'vitest'
import { elementId } from '@/lib/net/element-id'
import { deviceOf } from '@/lib/network/names'
import type { StubResolver, ZoneData } from '@/lib/network/name-server'
import type { Exchange } from '@/lib/network/resolution'
import { lookUp } from './lookup'
import { fitMessage, messageBytes } from './message-size'
import { respond } from './response'
import { corefile, delivering, smallNetwork } from './small-network'

const records = (count: number) => Array.from({ length: count }, (_, at) => ({ name: 'many.example', type: 'A', ttlSeconds: 60, data: `192.0.2.${at + 1}` }) as const)
const zone: ZoneData = { from: elementId('zone'), zone: 'many.example', records: records(40) }
const network = (resolver: Partial<StubResolver>) => smallNetwork({
  servers: [{ id: 'dns', addresses: ['192.0.2.53'], behaviour: corefile('.:53 {\n  forward . 192.0.2.2\n}') }, { id: 'up', addresses: ['192.0.2.2'], behaviour: { type: 'authoritative', zones: [zone] } }], resolver,
})

const hops = ({ transport, response, failure, steps }: Exchange): readonly string[] =>
  [`${transport} ${response ? `${response.answers.length}${response.truncated ? ' TC' : ''}` : failure ?? ''}`, ...steps.flatMap(step => (step.exchange ? hops(step.exchange) : []))]

/** The addresses found, then each exchange with those behind it. `mtuBytes`: answers in larger packets are lost. */
function ask(resolver: Partial<StubResolver>, mtuBytes = Infinity): readonly (number | string)[] {
  const where = network(resolver)
  const lost = delivering(where, flow => ((flow.replyBytes ?? 0) > mtuBytes ? { code: 'mtu.exceeded', element: 'wall' } : null))
  const { addresses, exchanges } = lookUp({ device: deviceOf('client'), name: 'many.example.', types: ['A'] }, where, lost)
  return [addresses.length, ...exchanges.flatMap(hops)]
}

describe('an answer of 40 addresses', () => {
  it('does not fit 512 bytes: TC, then TCP, by the forwarder too (RFC 1035 section 4.2.1, RFC 7766 section 5)', () => {
    expect(ask({})).toEqual([40, 'udp 30 TC', 'udp 30 TC', 'tcp 40', 'tcp 40'])
  })
  it('musl before 1.2.4 is content with what came', () => {
    expect(ask({ library: 'musl-before-1.2.4' })).toEqual([30, 'udp 30 TC', 'udp 30 TC'])
  })
  it('fits the datagram that edns0 announces', () => {
    expect(ask({ options: ['edns0'] })).toEqual([40, 'udp 40', 'udp 40'])
  })
  it('is lost where the way back does not carry a packet of its size', () => {
    expect(ask({ options: ['edns0'] }, 600)[0]).toBe(0)
  })
})

describe('the size of a message', () => {
  it.each([
    { name: 'an address of a compressed name is 16 bytes (RFC 1035 section 4.1.4)', count: 1, expected: 12 + 14 + 4 + 16 },
    { name: 'forty of them', count: 40, expected: 12 + 14 + 4 + 640 },
  ])('$name', ({ count, expected }) => {
    expect(messageBytes({ name: 'many.example', type: 'A' }, respond('NOERROR', { answers: records(count) }))).toBe(expected)
  })
  it('what fits is not cut', () => {
    expect(fitMessage({ name: 'many.example', type: 'A' }, respond('NOERROR', { answers: records(3) }), 512).truncated).toBeUndefined()
  })
})

import { describe, expect, it } from 'vitest'
import { plan } from '@/lib/lab/build'
import { SAMPLE_QUESTIONS, sampleNetwork } from '@/lib/lab/sample.fixture'
import type { Probe } from '@/lib/lab/plan'
import { classify } from './classify'
import type { RawEvent, RawResult } from '@/lab/raw'

const made = plan(sampleNetwork(), SAMPLE_QUESTIONS, { vxlan: true, tun: true, bridgeFilter: true, sctp: true })
const probe = made.probes[0] as Probe
const names = new Map(made.namespaces.filter(one => one.purpose === 'device').map(one => [String(one.device), one.name]))

/** Packets at the edges of devices, as "client<" (out of it), "r>" (into it), a "b" before what goes back, a "+" behind first fragments and a "-" behind last ones. */
const events = (text: string): readonly RawEvent[] => text.split(' ').filter(word => word !== '').map((word, at) => {
  const [, back, device = '', way, part] = /^(b?)\.?([a-z]+)([<>])([+-]?)$/.exec(word) ?? []
  return [at, names.get(device) ?? device, 'if1', way === '>' ? 'in' : 'out', 100, back ? 'r' : 'f', part === '-' ? 'rest' : 'udp', '192.0.2.10', '198.51.100.20', 0, part === '-' ? -1 : part === '+' ? 1 : 0]
})

const raw = (sees: RawResult['client']['sees'], packets: string, more: Partial<RawResult> = {}): RawResult => ({ client: { sees, ms: 1 }, accepted: [], notes: [], events: events(packets), ...more })

describe('where a probe ended', () => {
  it.each([
    { rule: 'a device that lets out less than it takes in', result: raw('timeout', 'client< r>'), diedAt: ['r'], answered: [] },
    { rule: 'the client, when nothing leaves it', result: raw('timeout', ''), diedAt: ['client'], answered: [] },
    { rule: 'a device on the way back', result: raw('timeout', 'client< r> r< server> b.server< b.r>'), diedAt: ['r'], answered: ['server'] },
    { rule: 'the server, when its answer does not leave it', result: raw('timeout', 'client< r> r< server>', { accepted: [[names.get('server') ?? '', '192.0.2.10']] }), diedAt: ['server'], answered: ['server'] },
    { rule: 'the client, when it does not take the answer', result: raw('timeout', 'client< r> r< server> b.server< b.r> b.r< b.client>'), diedAt: ['client'], answered: ['server'] },
    { rule: 'the one who answers, when its answer comes round to it and goes no further', result: raw('timeout', 'client< r> r< server> b.server< b.r> b.r< b.server>', { accepted: [[names.get('server') ?? '', '192.0.2.10']] }), diedAt: ['server'], answered: ['server'] },
    { rule: 'the client all the same, when the answer passed the one who answers a second time on its way (seed 188)', result: raw('timeout', 'client< r> r< server> b.server< b.r> b.r< b.server> b.server< b.r> b.r< b.client>', { accepted: [[names.get('server') ?? '', '192.0.2.10']] }), diedAt: ['client'], answered: ['server'] },
    { rule: 'a device that lets only the first fragment pass (seed 619)', result: raw('timeout', 'client< r> r< server> b.server<+ b.server<- b.r>+ b.r>- b.r<+ b.client>+', { accepted: [[names.get('server') ?? '', '192.0.2.10']] }), diedAt: ['r'], answered: ['server'] },
    { rule: 'the next one too, which waits for the others to put them together', result: raw('timeout', 'client< r>+ r>- r<+ server>+', { accepted: [] }), diedAt: ['r', 'server'], answered: [] },
    { rule: 'the client, when it gets all fragments and does not take the answer', result: raw('timeout', 'client< r> r< server> b.server<+ b.server<- b.r>+ b.r>- b.r<+ b.r<- b.client>+ b.client>-', { accepted: [[names.get('server') ?? '', '192.0.2.10']] }), diedAt: ['client'], answered: ['server'] },
    { rule: 'nowhere, when the answer came', result: raw('ok', 'client< r> r< server> b.server< b.r> b.r< b.client>'), diedAt: [], answered: ['server'] },
    { rule: 'the end of a tunnel that would not send', result: raw('timeout', 'client< r>', { notes: [[names.get('r') ?? '', 'tunnel-no-peer', 'f']] }), diedAt: ['r'], answered: [] },
  ])('is $rule', ({ result, diedAt, answered }) => {
    const observed = classify(probe, result, made)
    expect([observed.diedAt, observed.answered.map(one => one.device)]).toEqual([diedAt, answered])
  })
})

it('the source that is seen is that of what was answered first: what is sent again may come by a translator (seed 27)', () => {
  const again = events('client< r> r< server> b.server<').map(([ms, ...rest]): RawEvent => [ms + 10, ...rest]).map((event): RawEvent => (event[1] === names.get('server') && event[3] === 'in' ? [...event.slice(0, 7), '203.0.113.9', ...event.slice(8)] as unknown as RawEvent : event))
  expect(classify(probe, { ...raw('timeout', ''), events: [...events('client< r> r< server> b.server<'), ...again] }, made).answered).toEqual([{ device: 'server', sourceSeen: '192.0.2.10' }])
})

describe('a TCP sender that is told what fits', () => {
  const tcp: Probe = { ...probe, flow: { ...probe.flow, protocol: 6 } }
  const told: RawEvent = [10, names.get('client') ?? '', 'if1', 'in', 576, 'ef', 'icmp-3-4', '192.0.2.1', '192.0.2.10', 0]
  const later = (text: string): readonly RawEvent[] => events(text).map(([, ...rest]): RawEvent => [20, ...rest])
  const diedAt = (asked: Probe, more: readonly RawEvent[]) => classify(asked, { ...raw('timeout', 'client< r>'), events: [...events('client< r>'), told, ...more] }, made).diedAt
  it('and sends no more has lost its way (seed 591)', () => { expect(diedAt(tcp, [])).toEqual(['client']) })
  it('and sends again does not end there', () => { expect(diedAt(tcp, later('client< r>'))).toEqual(['r']) })
  it('is another thing than a datagram, which is sent once', () => { expect(diedAt({ ...tcp, flow: { ...tcp.flow, protocol: 17 } }, [])).toEqual(['r']) })
})

it('a datagram\'s last fragment, however small, is no sign that its sender has learned what fits (seed 392)', () => {
  const error = (device: string, way: 'in' | 'out'): RawEvent => [10, names.get(device) ?? '', 'if1', way, 576, 'ef', 'icmp-3-4', '192.0.2.1', '192.0.2.10', 0]
  const sent = ([, namespace, item, way, , direction, , source, destination, depth]: RawEvent, [at, bytes, what, count]: readonly [number, number, string, number]): RawEvent => [at, namespace, item, way, bytes, direction, what, source, destination, depth, count]
  const diedAt = (later: readonly [string, number]) => classify(probe, { ...raw('timeout', ''), events: [
    ...events('client< r>').map(event => sent(event, [1, 1400, 'udp', 1])), error('r', 'out'), error('client', 'in'),
    ...events('client< r> r<').map(event => sent(event, [20, 160, ...later])),
  ] }, made).diedAt
  expect(diedAt(['rest', -1])).toEqual(['r'])
  expect(diedAt(['udp', 0])).not.toContain('r')
})

describe('an answer that was too big for a tunnel (seed 362)', () => {
  const sized = (text: string, at: number, bytes: number): readonly RawEvent[] => events(text).map(([, namespace, item, way, , ...rest]): RawEvent => [at, namespace, item, way, bytes, ...rest])
  const told = (device: string, way: 'in' | 'out', at: number): RawEvent => [at, names.get(device) ?? '', 'if1', way, 1280, 'er', 'icmp-2-0', '198.51.100.1', '198.51.100.20', 0]
  const [r, server] = [names.get('r') ?? '', names.get('server') ?? '']
  const tooBig: RawResult['notes'][number] = [r, 'tunnel-too-big', 'r']
  const first = [...sized('client< r> r< server>', 1, 100), ...sized('b.server< b.r>', 2, 1500), told('r', 'out', 3)]
  const diedAt = (more: readonly RawEvent[], notes: RawResult['notes']) => classify(probe, { ...raw('timeout', '', { accepted: [[server, '192.0.2.10']] }), notes, events: [...first, ...more] }, made).diedAt
  it('has not ended there where its sender has learned and what it sends then passes', () => { expect(diedAt([told('server', 'in', 4), ...sized('b.server< b.r> b.r< b.client>', 5, 1400)], [tooBig])).toEqual(['client']) })
  it('has where its sender is not told', () => { expect(diedAt([], [tooBig])).toEqual(['r']) })
  it('has where what it sends then is as big', () => { expect(diedAt([told('server', 'in', 4), ...sized('b.server< b.r>', 5, 1500)], [tooBig, tooBig])).toEqual(['r']) })
  it('has where more does not go than was said', () => { expect(diedAt([told('server', 'in', 4), ...sized('b.server< b.r> b.r< b.client>', 5, 1400)], [tooBig, tooBig])).toEqual(['r']) })
  it('has where only acknowledgements are smaller, which carry nothing (seed 7277)', () => {
    const acknowledged = sized('b.server< b.r> b.r< b.client>', 5, 72).map(([at, namespace, item, way, bytes, direction, , ...rest]): RawEvent => [at, namespace, item, way, bytes, direction, 'ack', ...rest])
    expect(diedAt([told('server', 'in', 4), ...acknowledged], [tooBig])).toEqual(['r'])
  })
  it('has where something else stops what it sends then', () => { expect(diedAt([told('server', 'in', 4), ...sized('b.server< b.r> b.r< b.client>', 5, 1400)], [tooBig, [r, 'tunnel-no-peer', 'r']])).toEqual(['r']) })
})

it('an acknowledgement that carries nothing is not missed where data passes after it (RFC 9293 section 3.4; seed 428)', () => {
  const segment = (what: string, text: string, at: number) => events(text).map(([, namespace, item, way, bytes, direction, , ...rest]): RawEvent => [at, namespace, item, way, bytes, direction, what, ...rest])
  const handshake = [...segment('syn', 'client< r> r< server>', 0), ...segment('syn-ack', 'b.server< b.r> b.r< b.client>', 1)]
  const diedAt = (more: readonly RawEvent[]) => classify(probe, { ...raw('timeout', '', { accepted: [[names.get('server') ?? '', '192.0.2.10']] }), events: [...handshake, ...more] }, made).diedAt
  const lost = segment('ack', 'client< r>', 2)
  expect(diedAt([...lost, ...segment('data', 'client< r> r< server>', 3)])).toEqual(['client'])
  expect(diedAt([...lost, ...segment('data', 'client< r>', 3)])).toEqual(['r'])
  expect(diedAt([...segment('data', 'client< r> r< server>', 1), ...lost])).toEqual(['r'])
})

it('who has answered and then resets what comes is where it ended, unless the client had reset him (seed 489)', () => {
  const rst = (device: string, at: number): RawEvent => [at, names.get(device) ?? '', 'if1', 'out', 40, device === 'client' ? 'f' : 'r', 'rst', '198.51.100.20', '192.0.2.10', 0]
  const connected = events('client< r> r< server> b.server< b.r> b.r< b.client> client< r> r< server>')
  const diedAt = (more: readonly RawEvent[]) => classify(probe, { ...raw('reset', '', { accepted: [[names.get('server') ?? '', '192.0.2.10']] }), client: { sees: 'failed', errno: 'ECONNRESET', ms: 1 }, events: [...connected, ...more] }, made).diedAt
  expect(diedAt([rst('server', 30)])).toEqual(['server'])
  expect(diedAt([rst('client', 29), rst('server', 30)])).toEqual(['client'])
})

it('not who resets each of several segments that were sent before the client\'s reset came (seed 76)', () => {
  const rst = (at: number, device: string, way: 'in' | 'out', direction: 'f' | 'r'): RawEvent => [at, names.get(device) ?? '', 'if1', way, 40, direction, 'rst', '198.51.100.20', '192.0.2.10', 0]
  const connected = events('client< r> r< server> b.server< b.r> b.r< b.client> client< client< client< r> r< server> r> r< server> r> r< server>')
  const resets = [rst(29, 'client', 'out', 'f'), rst(30, 'server', 'in', 'f'), ...[31, 32].flatMap(at => [rst(at, 'server', 'out', 'r'), rst(at, 'client', 'in', 'r')])]
  const result: RawResult = { ...raw('reset', '', { accepted: [[names.get('server') ?? '', '192.0.2.10']] }), client: { sees: 'failed', errno: 'ECONNRESET', ms: 1 }, events: [...connected, ...resets] }
  expect(classify(probe, result, made).diedAt).toEqual(['client'])
})

describe('a connection of which a large segment was lost in a tunnel when a small one was reset (seed 362)', () => {
  const rst = (at: number, device: string, way: 'in' | 'out', direction: 'f' | 'r'): RawEvent => [at, names.get(device) ?? '', 'if1', way, 40, direction, 'rst', '198.51.100.20', '192.0.2.10', 0]
  const notes: RawResult['notes'] = [[names.get('r') ?? '', 'tunnel-too-big', 'r']]
  const connected = events('client< r> r< server> b.server< b.r> b.r< b.client> client< r> r< server> b.server< b.r> b.r< b.client> b.server< b.r>')
  const diedAt = (sees: RawResult['client'], resets: readonly RawEvent[]) => classify(probe, { ...raw('timeout', '', { accepted: [[names.get('server') ?? '', '192.0.2.10']] }), notes, client: sees, events: [...connected, ...resets] }, made).diedAt
  const reset = { sees: 'failed', errno: 'ECONNRESET', ms: 1 } as const
  const answered = [rst(31, 'server', 'out', 'r'), rst(32, 'client', 'in', 'r')]
  it('has ended at the client where it first reset what came', () => { expect(diedAt(reset, [rst(29, 'client', 'out', 'f'), rst(30, 'server', 'in', 'f'), ...answered])).toEqual(['client']) })
  it('has ended at the server where that did', () => { expect(diedAt(reset, answered)).toEqual(['server']) })
  it('has ended in the tunnel where somebody between the two reset it', () => { expect(diedAt(reset, [rst(28, 'r', 'out', 'r'), ...answered])).toEqual(['r']) })
  it('has ended in the tunnel where the client waits in vain', () => { expect(diedAt({ sees: 'timeout', ms: 1 }, [rst(29, 'client', 'out', 'f')])).toEqual(['r']) })
})

it('what a wire does not take ends at the one who sent it; a tag\'s four bytes it takes (seed 644)', () => {
  const out = made.wires.flatMap(({ ends, mtuBytes }) => ends.map(end => ({ ...end, mtuBytes }))).find(end => end.namespace === names.get('r'))
  const sent = (over: number): RawEvent => [9, out?.namespace ?? '', out?.interface ?? '', 'out', (out?.mtuBytes ?? 0) + over, 'f', 'udp', '192.0.2.10', '198.51.100.20', 0]
  const diedAt = (over: number) => classify(probe, { ...raw('timeout', ''), events: [...events('client< r>'), sent(over)] }, made).diedAt
  expect([diedAt(4), diedAt(5)]).toEqual([['client'], ['r']])
})

describe('what the client sees', () => {
  it.each([
    { errno: 'ECONNREFUSED', sees: 'refused' }, { errno: 'ENETUNREACH', sees: 'unreachable' }, { errno: 'EMSGSIZE', sees: 'too-big' },
    { errno: 'ECONNRESET', sees: 'reset' }, { errno: 'EPERM', sees: 'timeout' }, { errno: 'EINVAL', sees: 'unreachable' },
  ])('of $errno is $sees', ({ errno, sees }) => { expect(classify(probe, raw('failed', '', { client: { sees: 'failed', errno, ms: 1 } }), made).sees).toBe(sees) })
})

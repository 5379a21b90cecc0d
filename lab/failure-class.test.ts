import { expect, it } from 'vitest'
import { elementId } from '@/lib/net/element-id'
import { ip } from '@/lib/net/ip-address'
import type { Conversation } from '@/lib/network/conversation'
import { deviceOf } from '@/lib/network/names'
import type { Disposition, Phase, Trace } from '@/lib/network/trace'
import { failureClass } from './failure-class'

const [TCP, UDP] = [6, 17]
type End = readonly [device: string, phase: Phase, disposition: Disposition]

function conversation(protocol: number, ends: readonly End[]): Conversation {
  const flow = { device: deviceOf('h1'), destination: ip('192.0.2.2'), protocol, sizeBytes: 1500, dontFragment: true }
  const traces = ends.map(([device, phase, disposition]): Trace =>
    ({ phase, flow, disposition, device: deviceOf(device), place: elementId(device), arrived: { source: ip('192.0.2.1'), destination: flow.destination, protocol }, hops: [{ device: deviceOf(device), element: elementId(device), steps: [] }], faults: [] }))
  return { flow, reachability: 'unreachable', clientSees: 'timeout', clientMaySee: ['timeout'], forward: traces, return: [], accepted: [] }
}

const [BIG, DROPPED, UNKNOWN, ANSWERED] = [['r1', 'open', 'mtu-exceeded'], ['r1', 'open', 'denied-in'], ['r2', 'open', 'no-route'], ['h1', 'continue-reply', 'not-a-reply']] as const

it.each([
  { what: 'too-big is said by what was too big, not by the filter that another way meets there', protocol: UDP, ends: [DROPPED, BIG], sees: 'too-big', at: 'r1', expected: 'too-big · mtu-exceeded' },
  { what: 'silence comes of the filter there', protocol: UDP, ends: [BIG, DROPPED], sees: 'timeout', at: 'r1', expected: 'timeout · denied-in' },
  { what: 'what ends elsewhere does not count, whatever it says', protocol: UDP, ends: [BIG, UNKNOWN], sees: 'unreachable', at: 'r2', expected: 'unreachable · no-route' },
  { what: 'none there says it: the first there', protocol: UDP, ends: [UNKNOWN, DROPPED, BIG], sees: 'unreachable', at: 'r1', expected: 'unreachable · denied-in' },
  { what: 'none ends there: the first of all', protocol: UDP, ends: [UNKNOWN, BIG], sees: 'timeout', at: 'r9', expected: 'timeout · no-route' },
  { what: 'a closed port refuses who asks', protocol: TCP, ends: [['h2', 'open', 'refused'], ['h2', 'continue', 'refused']], sees: 'refused', at: 'h2', expected: 'refused · refused' },
  { what: 'an error about an open connection is no more than advice', protocol: TCP, ends: [['r1', 'open', 'no-route'], ['r1', 'continue', 'null-routed']], sees: 'timeout', at: 'r1', expected: 'timeout · null-routed' },
  { what: 'an answer that strays makes for a reset', protocol: TCP, ends: [['h1', 'open', 'spoof-dropped'], ANSWERED], sees: 'reset', at: 'h1', expected: 'reset · not-a-reply' },
] as const)('$what', ({ protocol, ends, sees, at, expected }) => {
  expect(failureClass(conversation(protocol, ends), { sees, diedAt: [deviceOf(at)] })).toBe(expected)
})

import { describe, expect, it } from 'vitest'
import { formatProtocol, hasPorts, parseProtocol } from './protocol'

describe('protocols (IANA Assigned Internet Protocol Numbers)', () => {
  it.each([
    { name: 'name', text: 'tcp', number: 6, formatted: 'tcp', ports: true },
    { name: 'case does not matter', text: 'UDP', number: 17, formatted: 'udp', ports: true },
    { name: 'SCTP has ports (RFC 9260)', text: 'sctp', number: 132, formatted: 'sctp', ports: true },
    { name: 'number with a name', text: '1', number: 1, formatted: 'icmp', ports: false },
    { name: 'number without a name', text: '112', number: 112, formatted: '112', ports: false },
    { name: 'lowest', text: '0', number: 0, formatted: '0', ports: false },
    { name: 'highest', text: '255', number: 255, formatted: '255', ports: false },
  ])('$name', ({ text, number, formatted, ports }) => {
    expect(parseProtocol(text)).toEqual({ ok: true, value: number })
    expect(formatProtocol(number)).toBe(formatted)
    expect(hasPorts(number)).toBe(ports)
  })
  it.each(['256', '-1', '06', '', ' tcp', 'constructor', '1e2'])('refuses "%s"', (text) => {
    expect(parseProtocol(text)).toEqual({ ok: false, error: 'not-a-protocol' })
  })
})

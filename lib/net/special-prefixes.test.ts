import { expect, it } from 'vitest'
import { ip } from './ip-address'
import { isPrivate } from './special-prefixes'

it.each([
  { name: 'RFC 1918: 10/8', address: '10.255.255.255', expected: true },
  { name: 'RFC 1918: 172.16/12, first', address: '172.16.0.0', expected: true },
  { name: 'RFC 1918: 172.16/12, last', address: '172.31.255.255', expected: true },
  { name: 'RFC 1918: after 172.16/12', address: '172.32.0.0', expected: false },
  { name: 'RFC 1918: 192.168/16', address: '192.168.1.1', expected: true },
  { name: 'RFC 6598: 100.64/10', address: '100.127.255.255', expected: true },
  { name: 'after RFC 6598', address: '100.128.0.0', expected: false },
  { name: 'RFC 4193: unique local', address: 'fd00::1', expected: true },
  { name: 'link-local is not private use', address: '169.254.169.254', expected: false },
  { name: 'documentation is not private use', address: '192.0.2.1', expected: false },
  { name: 'IPv6 documentation', address: '2001:db8::1', expected: false },
])('$name', ({ address, expected }) => {
  expect(isPrivate(ip(address))).toBe(expected)
})

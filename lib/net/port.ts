import { err, ok, type Result } from './result'

/** A port of TCP, UDP or SCTP: 0 to 65535. Port 0 is reserved (RFC 6335 section 6) but stands in the ranges of filters ("0-65535"). */
export type Port = number

/** Ports from `from` to `to`, both included. */
export interface PortRange {
  readonly from: Port
  readonly to: Port
}

/** Every port. */
export const ALL_PORTS: PortRange = { from: 0, to: 65_535 }

const DIGITS = /^(?:0|[1-9][0-9]*)$/

/** Parses "7000". Digits above 65535 are out-of-range; anything else (a sign, leading zeros, white space) is not-a-port. */
export function parsePort(text: string): Result<Port, 'not-a-port' | 'out-of-range'> {
  if (!DIGITS.test(text)) return err('not-a-port')
  return Number(text) <= ALL_PORTS.to ? ok(Number(text)) : err('out-of-range')
}

/** Parses "7000" or "1024-65535" (ends included, no white space). "9-1" is reversed, not an empty range. */
export function parsePortRange(text: string): Result<PortRange, 'not-a-port' | 'out-of-range' | 'reversed'> {
  const dash = text.indexOf('-')
  const from = parsePort(dash < 0 ? text : text.slice(0, dash))
  if (!from.ok) return from
  const to = dash < 0 ? from : parsePort(text.slice(dash + 1))
  if (!to.ok) return to
  return from.value <= to.value ? ok({ from: from.value, to: to.value }) : err('reversed')
}

/** "7000" for a single port, else "1024-65535". Inverse of {@link parsePortRange}. */
export function formatPortRange(range: PortRange): string {
  return range.from === range.to ? String(range.from) : `${range.from}-${range.to}`
}

/** Whether the port lies in the range. */
export function inRange(range: PortRange, port: Port): boolean {
  return range.from <= port && port <= range.to
}

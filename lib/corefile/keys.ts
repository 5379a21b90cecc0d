import { bitsOfVersion, prefixOf, type Cidr } from '@/lib/net/cidr'
import { parseIp, versionOf } from '@/lib/net/ip-address'
import { err, ok, type Result } from '@/lib/net/result'
import { reverseZones } from './reverse-zones'
import type { BlockKey, Place, Scheme } from './types'

/** Port of a key that names none. Source: coredns plugin/pkg/transport. */
export const DEFAULT_PORTS: Readonly<Record<Scheme, number>> = { dns: 53, tls: 853, quic: 853, grpc: 443, https: 443, https3: 443 }

const SCHEME = /^(dns|tls|quic|grpc|https|https3):\/\//

/**
 * Reads one key of a block, `[SCHEME://]ZONE[:PORT]`: one BlockKey, or one per reverse zone when ZONE is a prefix in CIDR form.
 *
 * The error is a sentence. Source: coredns core/dnsserver/register.go, plugin/normalize.go SplitHostPort. Stricter in one
 * thing: "://" of an unknown scheme is an error, where CoreDNS serves a zone of that odd name.
 */
export function parseKey(text: string, place: Place): Result<readonly BlockKey[], string> {
  const scheme = (SCHEME.exec(text)?.[1] ?? 'dns') as Scheme
  const rest = text.replace(SCHEME, '')
  if (rest.includes('://')) return err(`"${text}" has a scheme that is none of ${Object.keys(DEFAULT_PORTS).join(', ')}.`)
  const portText = /:([+-]?[0-9]+)$/.exec(rest)
  const host = portText === null ? rest : rest.slice(0, portText.index)
  const port = portText === null ? DEFAULT_PORTS[scheme] : Number(portText[1])
  if (host === '' || host.endsWith(':')) return err(`"${text}" names no zone: write "." for every name.`)
  if (!(port >= 0 && port <= 65_535)) return err(`"${text}" has no port from 0 to 65535.`)
  if (!isDomainName(host)) return err(`"${host}" is not a valid domain name.`)
  const prefix = prefixOfKey(host)
  if (prefix === undefined) return ok([{ scheme, zone: normaliseZone(host), port, text, place }])
  if (/^:|^0.*:/.test(host)) return err(`"${host}" is refused by CoreDNS as a prefix: it begins with a zero.`)
  return ok(reverseZones(prefix).map((zone) => ({ scheme, zone, port, text, place })))
}

/** A zone in the form of {@link BlockKey.zone}: lower case, no trailing dot but for the root ".". */
export function normaliseZone(name: string): string {
  const lower = name.toLowerCase()
  return lower === '.' || !lower.endsWith('.') ? lower : lower.slice(0, -1)
}

/** RFC 1035 section 2.3.4: labels of 1 to 63 octets, 255 in all. A `\` takes the next character, or three digits, into the label. */
function isDomainName(name: string): boolean {
  if (name.length > 255) return false
  const labels = name.replace(/\\(?:[0-9]{3}|[^])/g, 'x').replace(/\.$/, '').split('.')
  return name === '.' || labels.every((label) => label.length >= 1 && label.length <= 63)
}

/** The prefix that a key in CIDR form means. CoreDNS zeroes host bits without a word (Go's net.ParseCIDR). */
function prefixOfKey(host: string): Cidr | undefined {
  const [addressText = '', length = '', ...others] = host.split('/')
  const address = parseIp(addressText)
  if (!address.ok || !/^[0-9]{1,4}$/.test(length) || others.length > 0) return undefined
  return Number(length) <= bitsOfVersion(versionOf(address.value)) ? prefixOf(address.value, Number(length)) : undefined
}

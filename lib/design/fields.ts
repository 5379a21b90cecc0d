import * as z from 'zod'
import en from 'zod/v4/locales/en.js'
import { formatCidr, parseCidr, prefixOf } from '@/lib/net/cidr'
import { ip, parseIp } from '@/lib/net/ip-address'
import { parsePortRange } from '@/lib/net/port'
import { parseProtocol } from '@/lib/net/protocol'
import { parseInterfaceAddress } from './interface-address'

/*
 * Field types of a design. Only refinements, never transforms: a design stays what the person wrote, and every schema turns into
 * JSON Schema for the inspector's forms. `meta` carries title, help and unit.
 */

z.config({ ...en(), jitless: true })

/** At most this many characters in one plain text of a design. */
const TEXT_LIMIT = 256

export const text = (title: string, description = '') => z.string().min(1).max(TEXT_LIMIT).meta({ title, description })

/** Ids hold no dot, so that a name with dots is never an element; and none of the characters that ids of the Network are joined with. */
export const ID_PATTERN = /^[A-Za-z][A-Za-z0-9_-]{0,62}$/
export const idText = z.string().regex(ID_PATTERN, { error: 'is not an id: a letter, then letters, digits, - or _, at most 63 characters' })

/** A reference to another element. `kinds` says which kinds may stand there; parse checks that the element exists and is one of them. */
export const reference = (title: string, kinds: readonly string[], description = '') => idText.meta({ title, description, reference: kinds })

export const addressText = (title: string, description = '') =>
  z.string().refine(value => parseIp(value).ok, { error: 'is not an IP address such as 10.0.0.1' }).meta({ title, description, format: 'ip' })

function cidrError(value: string): string | undefined {
  const parsed = parseCidr(value)
  if (parsed.ok) return undefined
  if (parsed.error === 'not-an-address') return parseIp(value).ok ? 'is an address; a prefix has a length such as /32 behind it' : 'is not a prefix such as 10.0.0.0/16'
  if (parsed.error === 'length-out-of-range') return 'has a prefix length that its address family does not have'
  const [address = '', length] = value.split('/')
  return `has host bits set; write the network address ${formatCidr(prefixOf(ip(address), Number(length)))}`
}
export const cidrText = (title: string, description = '') =>
  z.string().refine(value => parseCidr(value).ok, { error: issue => cidrError(String(issue.input)) }).meta({ title, description, format: 'cidr' })

/** An address of an interface with the length of its prefix: 10.0.1.1/24. */
export const interfaceAddressText = (title: string, description = '') =>
  z.string().refine(value => parseInterfaceAddress(value) !== undefined, { error: 'is not an address with a prefix length such as 10.0.1.1/24' }).meta({ title, description, format: 'interface-address' })

/** What Linux calls an interface. Source: IFNAMSIZ in include/uapi/linux/if.h: at most 15 characters. */
export const deviceName = (title: string, description = '') =>
  z.string().regex(/^[a-z][a-z0-9-]{0,14}$/, { error: 'is not a name such as eth0: a small letter, then letters, digits or -, at most 15 characters' }).meta({ title, description })

export const asn = z.int().min(1).max(4294967295).meta({ title: 'AS number', description: 'Autonomous system number, 16 or 32 bits (RFC 6793).' })
export const portNumber = z.int().min(1).max(65535)

/**
 * Traffic in one word: `tcp/7000`, `udp/1024-65535`, `icmp`, `tcp`, `89`, `all`.
 */
export function parseTraffic(value: string): { readonly protocol: number | null; readonly ports: { readonly from: number; readonly to: number } | null } | null {
  if (value === 'all') return { protocol: null, ports: null }
  const [name = '', range, ...rest] = value.split('/')
  const protocol = parseProtocol(name)
  if (!protocol.ok || rest.length > 0) return null
  if (range === undefined) return { protocol: protocol.value, ports: null }
  const ports = parsePortRange(range)
  return ports.ok ? { protocol: protocol.value, ports: ports.value } : null
}
export const trafficText = z.string().refine(value => parseTraffic(value) !== null, { error: 'is not traffic such as tcp/7000, udp/1024-65535, icmp or all' })
  .meta({ title: 'Traffic', description: 'Protocol and ports: tcp/7000, udp/1024-65535, icmp, all.', format: 'traffic' })
export const trafficList = z.array(trafficText).min(1).max(64)

/** Up, or cut by hand: what a failed tunnel or session looks like in a design. */
export const linkState = z.enum(['up', 'down']).meta({ title: 'State' }).optional()

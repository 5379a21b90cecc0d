import { parseIp, versionOf } from '@/lib/net/ip-address'

/** The type of record that a host makes: an address, or a name. */
export function familyOf(host: string): 'A' | 'AAAA' | 'CNAME' {
  const parsed = parseIp(host)
  return parsed.ok ? (versionOf(parsed.value) === 4 ? 'A' : 'AAAA') : 'CNAME'
}

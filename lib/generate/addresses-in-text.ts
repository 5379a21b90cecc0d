import { bitsOfVersion, formatCidr, parseCidr, prefixOf, type Cidr } from '@/lib/net/cidr'
import { ip, parseIp, versionOf, type IpAddress } from '@/lib/net/ip-address'

/** What becomes of an address or a prefix that stands in a text. */
export interface AddressMap {
  address(address: IpAddress): IpAddress
  prefix(prefix: Cidr): Cidr
}

const REVERSE = /(?<![\w.-])((?:\d{1,3}\.){1,4})in-addr\.arpa/gi
const IPV4 = /(?<![\w.-])(\d{1,3}(?:\.\d{1,3}){3})(\/\d{1,2})?(?![\w-]|\.\d|\/\d)/g
const STRUCTURED = /"address":"([0-9A-Fa-f.:]+)","length":(\d{1,3})(?!\d)/g
const DASHED = /(?<!\d)\d{1,3}(?:-\d{1,3}){3}(?!\d)/g
const IPV6 = /(?<![\w:.])([0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7})(\/\d{1,3})?(?![\w:]|\.\d)/g

/**
 * Replaces every address and prefix in a text: plain, in the names of reverse zones (RFC 1035 section 3.5), and with dashes, as cloud host names
 * and Kubernetes pod names have them, and in JSON of a prefix. What only looks like one stays.
 */
export function mapAddresses(text: string, map: AddressMap): string {
  const plain = (whole: string, address: string, length?: string): string => {
    if (length === undefined) { const parsed = parseIp(address); return parsed.ok ? map.address(parsed.value) : whole }
    const parsed = parseCidr(`${address}${length}`)
    if (parsed.ok) return formatCidr(map.prefix(parsed.value))
    if (!parseIp(address).ok || Number(length.slice(1)) > bitsOfVersion(versionOf(ip(address)))) return whole
    // An interface's address: the prefix that it lies in is used, too.
    map.prefix(prefixOf(ip(address), Number(length.slice(1))))
    return `${map.address(ip(address))}${length}`
  }
  const kept: string[] = []
  const structured = text.replace(STRUCTURED, (whole, address: string, length: string) => {
    const parsed = parseCidr(`${address}/${length}`)
    if (!parsed.ok) return whole
    const moved = map.prefix(parsed.value)
    return `\0${kept.push(`"address":"${moved.address}","length":${moved.length}`) - 1}\0`
  })
  const moved = structured
    .replace(REVERSE, (whole, octets: string) => reverseZone(whole, octets, map))
    .replace(IPV4, (whole, address: string, length: string | undefined) => plain(whole, address, length))
    .replace(DASHED, whole => { const parsed = parseIp(whole.replaceAll('-', '.')); return parsed.ok ? map.address(parsed.value).replaceAll('.', '-') : whole })
    .replace(IPV6, (whole, address: string, length: string | undefined) => plain(whole, address, length))
  return kept.length === 0 ? moved : moved.replace(/\0(\d+)\0/g, (whole, n: string) => kept[Number(n)] ?? whole)
}

function reverseZone(whole: string, octets: string, map: AddressMap): string {
  const parts = octets.split('.').filter(part => part !== '').reverse()
  const prefix = parseCidr(`${[...parts, '0', '0', '0'].slice(0, 4).join('.')}/${parts.length * 8}`)
  if (!prefix.ok) return whole
  const mapped = map.prefix(prefix.value).address.split('.').slice(0, parts.length).reverse().join('.')
  return `${mapped}.in-addr.arpa`
}

/** Every address (as a host prefix) and prefix in a text. */
export function prefixesIn(text: string): readonly Cidr[] {
  const found: Cidr[] = []
  mapAddresses(text, {
    address: address => { found.push({ address, length: bitsOfVersion(versionOf(address)) }); return address },
    prefix: prefix => { found.push(prefix); return prefix },
  })
  return found
}

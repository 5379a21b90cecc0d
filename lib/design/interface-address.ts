import { bitsOfVersion, type Cidr } from '@/lib/net/cidr'
import { parseIp, versionOf } from '@/lib/net/ip-address'

/** An interface's own address with the length of the prefix that is on its link: host bits may be set. */
export type InterfaceAddress = Pick<Cidr, 'address' | 'length'>

/** Reads "10.0.1.1/24" as `ip address add` takes it; undefined where it is not one. Source: ip-address(8). */
export function parseInterfaceAddress(text: string): InterfaceAddress | undefined {
  const [address = '', length = '', ...rest] = text.split('/')
  const parsed = parseIp(address)
  if (!parsed.ok || rest.length > 0 || !/^(?:0|[1-9][0-9]{0,2})$/.test(length)) return undefined
  return Number(length) <= bitsOfVersion(versionOf(parsed.value)) ? { address: parsed.value, length: Number(length) } : undefined
}

import { parseInterfaceAddress } from '@/lib/design/interface-address'
import type { DesignView } from '@/lib/design/view'
import { contains, nthAddress, sizeOf, type Cidr } from '@/lib/net/cidr'
import { ip, parseIp, type IpAddress } from '@/lib/net/ip-address'
import { BENCHMARKING_V4, DOCUMENTATION_V4_1, DOCUMENTATION_V4_2, DOCUMENTATION_V4_3 } from '@/lib/net/special-prefixes'

/** Fields in which an element has an address, rather than names somebody else's. */
const OWN_FIELDS = new Set(['address', 'publicAddress', 'publicAddresses', 'addresses', 'pods', 'interfaces'])

function addressesIn(value: unknown, found: Set<string>): void {
  if (typeof value === 'string') {
    const parsed = parseIp(value)
    const own = parsed.ok ? parsed.value : parseInterfaceAddress(value)?.address
    if (own !== undefined) found.add(own)
  } else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) addressesIn(inner, found)
}

/** Every address that other elements or links mention, whosever it is: a new one is none of them. */
function mentioned(view: DesignView, except?: string): ReadonlySet<string> {
  const found = new Set<string>()
  for (const { id, element } of view.all) if (id !== except) addressesIn(element, found)
  for (const { link } of view.links) addressesIn(link, found)
  return found
}

/** Whether another element has this address. */
export function isOwned(view: DesignView, address: string, except: string): boolean {
  const found = new Set<string>()
  for (const { id, element } of view.all) {
    if (id !== except) for (const [field, value] of Object.entries(element)) if (OWN_FIELDS.has(field)) addressesIn(value, found)
  }
  return found.has(ip(address))
}

/** Addresses are looked for at most so far into a range. */
const SEARCH_LIMIT = 65_536
/** Where people usually begin to count machines. */
const FIRST_HOST = 10

/** Whether a range keeps an address for itself. */
const isReserved = (range: Cidr, address: IpAddress, reserved: readonly number[]): boolean => reserved.some(n => nthAddress(range, n) === address)

/** The next free address of a range, from the `from`-th on and then from its start. `also` are taken as well. */
export function freeAddress(view: DesignView, range: Cidr, { reserved, from = FIRST_HOST, also = [] }: { readonly reserved: readonly number[]; readonly from?: number; readonly also?: readonly string[] }): IpAddress | undefined {
  const taken = new Set([...mentioned(view), ...also])
  const size = Number(sizeOf(range) > BigInt(SEARCH_LIMIT) ? BigInt(SEARCH_LIMIT) : sizeOf(range))
  const start = Math.min(from, size - 1)
  for (let step = 0; step < size; step++) {
    const address = nthAddress(range, (start + step) % size)
    if (address !== undefined && !taken.has(address) && !isReserved(range, address, reserved)) return address
  }
  return undefined
}

export const fits = (range: Cidr, text: string, reserved: readonly number[]): boolean => contains(range, ip(text)) && !isReserved(range, ip(text), reserved)

/** Documentation addresses stand in for public ones, which nobody can be given. Source: RFC 5737; RFC 2544 where those are used up. */
const PUBLIC_POOLS = [DOCUMENTATION_V4_3, DOCUMENTATION_V4_2, DOCUMENTATION_V4_1, BENCHMARKING_V4]

/** So many public addresses that nothing in the design mentions. */
export function freePublic(view: DesignView, count: number): readonly IpAddress[] {
  const found: IpAddress[] = []
  for (const pool of PUBLIC_POOLS) {
    while (found.length < count) {
      const next = freeAddress(view, pool, { reserved: [0, -1], also: found })
      if (next === undefined) break
      found.push(next)
    }
  }
  return found
}

/** The public addresses that are nobody else's, the others replaced. */
export const keptPublic = (view: DesignView, addresses: readonly string[], owner: string): readonly string[] => {
  const kept = addresses.filter(address => !isOwned(view, address, owner))
  const fresh = freePublic(view, addresses.length - kept.length)
  let used = 0
  return addresses.map(address => (kept.includes(address) ? address : fresh[used++] ?? address))
}

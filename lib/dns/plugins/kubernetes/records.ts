import { versionOf, type IpAddress } from '@/lib/net/ip-address'
import { joinName } from '@/lib/dns/names'
import type { ResourceRecord } from '@/lib/network/name-server'
import type { Item } from './item'

type AddressItem = Extract<Item, { type: 'address' }>

export interface Owner { readonly name: string; readonly ttlSeconds: number }

const familyOf = (address: IpAddress): 'A' | 'AAAA' => (versionOf(address) === 4 ? 'A' : 'AAAA')

const meantBy = ({ from, device }: AddressItem) => ({ ...(from ? { from } : {}), ...(device ? { device } : {}) })

/** The address records of one family, once per address. */
export function addressRecords(items: readonly AddressItem[], type: 'A' | 'AAAA', owner: Owner): readonly ResourceRecord[] {
  const byAddress = new Map(items.filter(item => familyOf(item.address) === type).map(item => [item.address, item] as const).reverse())
  return [...byAddress.values()].reverse().map(item => ({ ...owner, type, data: item.address, ...meantBy(item) }))
}

/**
 * SRV records and the addresses of their targets. Every item weighs the same: a hundred shared out, at least one; equal targets are
 * named once. Source: coredns plugin/backend_lookup.go SRV; RFC 2782.
 */
export function serviceRecords(items: readonly AddressItem[], owner: Owner): { readonly answers: readonly ResourceRecord[]; readonly additional: readonly ResourceRecord[] } {
  const weight = shareOf(items.length)
  const withPort = items.filter(item => item.port !== null)
  const answers = new Map(withPort.map(item => [`${item.target} ${item.port}`, { ...owner, type: 'SRV', data: `0 ${weight} ${item.port} ${item.target}`, ...meantBy(item) } as const]))
  const additional = new Map(withPort.map(item => [`${item.target} ${item.address}`, { name: item.target, ttlSeconds: owner.ttlSeconds, type: familyOf(item.address), data: item.address, ...meantBy(item) } as const]))
  return { answers: [...answers.values()], additional: [...additional.values()] }
}

/** The weight of each of so many targets. */
export const shareOf = (count: number): number => Math.max(1, Math.floor(100 / count))

/** The SOA of a zone. Serial is when the objects changed last, which nobody can know here. Source: coredns plugin/backend_lookup.go SOA. */
export function soaOf(zone: string, ttlSeconds: number): ResourceRecord {
  return { name: zone === '.' ? '' : zone, type: 'SOA', ttlSeconds: Math.min(ttlSeconds, 300), data: `${joinName('ns.dns', zone)} ${joinName('hostmaster', zone)} 0 7200 1800 86400 ${ttlSeconds}` }
}

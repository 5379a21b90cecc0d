import { formatCidr, hostCidr } from '@/lib/net/cidr'
import { versionOf } from '@/lib/net/ip-address'
import type { Interface, Port } from '@/lib/network/device'
import { filterRules } from './filters'
import type { NftTable } from '@/lib/lab/plan'
import { draftTable, type TableDraft } from './table'
import { ruleText, type Wording } from './words'

/** Which way a packet crosses the port: set where it comes in, since a bridge shows the filters its own name only. */
const INWARDS = 2
const OUTWARDS = 1

/** A port that does more than claim addresses needs a namespace of its own. */
export const standsAlone = (port: Port): boolean => port.filters.length > 0 || port.check !== 'none'

/**
 * The fabric's side of an interface, in a bridge between the device and its segment: the bridge hands IP packets to the filters
 * (br_netfilter), so the port tracks flows by itself, costs no hop and keeps the Ethernet addresses.
 */
export function portTables(item: Interface, port: Port, ends: { readonly device: string; readonly segment: string }, wording: Wording): readonly NftTable[] {
  const directions = draftTable('netdev', 'direction')
  directions.chain({ name: 'outwards', base: { type: 'filter', hook: 'ingress', priority: 0, device: ends.device }, rules: [`meta mark set ${OUTWARDS}`] })
  directions.chain({ name: 'inwards', base: { type: 'filter', hook: 'ingress', priority: 0, device: ends.segment }, rules: [`meta mark set ${INWARDS}`] })
  const table = draftTable('inet', 'port')
  checkChain(item, port, table)
  port.filters.forEach((filter, at) => table.chain({
    name: `filter${at + 1}`, base: { type: 'filter', hook: 'forward', priority: at + 1 },
    rules: filterRules(filter, table, wording, `meta mark ${filter.hook === 'egress' ? OUTWARDS : INWARDS}`),
  }))
  return [directions.finish(), table.finish()].flatMap(one => one ?? [])
}

/** Anti-spoofing: only from its own and claimed addresses, and with destination check only to them. */
function checkChain(item: Interface, port: Port, table: TableDraft): void {
  const own = [...item.addresses.map(({ address }) => hostCidr(address)), ...port.claims]
  const refuse = (mark: number, side: 'saddr' | 'daddr', means: string) => ([4, 6] as const).map(version => {
    const prefixes = own.filter(prefix => versionOf(prefix.address) === version).map(formatCidr)
    const not = prefixes.length > 0 ? `${version === 4 ? 'ip' : 'ip6'} ${side} != { ${prefixes.join(', ')} }` : `meta nfproto ipv${version}`
    return ruleText(`meta mark ${mark}`, not, table.counted(means), 'drop')
  })
  table.chain({
    name: 'check', base: { type: 'filter', hook: 'forward', priority: 0 },
    rules: [
      ...(port.check === 'none' ? [] : refuse(OUTWARDS, 'saddr', `${item.id}: source check`)),
      ...(port.check === 'source-and-destination' ? refuse(INWARDS, 'daddr', `${item.id}: destination check`) : []),
    ],
  })
}

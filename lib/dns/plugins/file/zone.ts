import { isInZone, labelsOf } from '@/lib/dns/names'
import type { DataType, ResourceRecord } from '@/lib/network/name-server'

/** The records of one zone by name. The apex' SOA and NS stand apart. Source: coredns plugin/file/zone.go. */
export interface Zone {
  readonly origin: string
  readonly soa: ResourceRecord
  readonly nameServers: readonly ResourceRecord[]
  readonly names: ReadonlyMap<string, readonly ResourceRecord[]>
  /** Names with others below them. */
  readonly above: ReadonlySet<string>
  readonly all: readonly ResourceRecord[]
}

/** Null without a SOA of this zone: such a file is refused. */
export function zoneOf(origin: string, records: readonly ResourceRecord[]): Zone | null {
  const soa = records.find(({ type, name }) => type === 'SOA' && name === origin)
  if (!soa) return null
  const names = new Map<string, ResourceRecord[]>()
  const above = new Set<string>()
  const inside = records.filter(record => isInZone(record.name, origin) && record.type !== 'SOA' && !(record.type === 'NS' && record.name === origin))
  for (const record of inside) {
    names.set(record.name, [...(names.get(record.name) ?? []), record])
    const labels = labelsOf(record.name)
    for (let at = 1; at <= labels.length; at++) above.add(labels.slice(at).join('.'))
  }
  return { origin, soa, nameServers: records.filter(({ type, name }) => type === 'NS' && name === origin), names, above, all: records }
}

export const typed = (records: readonly ResourceRecord[] | undefined, type: string): readonly ResourceRecord[] => (records ?? []).filter(record => record.type === type)

const ADDRESSES: readonly DataType[] = ['A', 'AAAA']

/** Addresses of name servers that lie below the zone they serve. Source: coredns plugin/file/tree/glue.go. */
export function glueOf(zone: Zone, servers: readonly ResourceRecord[]): readonly ResourceRecord[] {
  return servers.filter(({ name, data }) => isInZone(data, name)).flatMap(({ data }) => ADDRESSES.flatMap(type => typed(zone.names.get(data), type)))
}

/** Where the targets of records stand in their data. */
const TARGETS: Readonly<Record<string, number>> = { SRV: 3, MX: 1, SVCB: 1, HTTPS: 1 }

/** Addresses of the targets of an answer, as far as the zone has them, once each. Source: coredns plugin/file/lookup.go additionalProcessing. */
export function additionalOf(zone: Zone, answers: readonly ResourceRecord[]): readonly ResourceRecord[] {
  const targets = answers.flatMap(({ type, data }) => { const at = TARGETS[type]; const target = at === undefined ? undefined : data.split(' ')[at]; return target === undefined ? [] : [target.toLowerCase()] })
  return [...new Set(targets)].filter(target => isInZone(target, zone.origin)).flatMap(target => ADDRESSES.flatMap(type => typed(zone.names.get(target), type)))
}

/** The delegation at a name, unless the question is for the parent's own records there. Source: delegationFromElem. */
export function delegationAt(zone: Zone, owner: string, name: string, type: string): readonly ResourceRecord[] | undefined {
  const servers = typed(zone.names.get(owner), 'NS')
  return servers.length === 0 || (type === 'DS' && owner === name) ? undefined : servers
}

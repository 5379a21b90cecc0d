import { isInZone, labelsOf } from '@/lib/dns/names'
import { respond } from '@/lib/dns/response'
import type { ResourceRecord, ZoneData } from '@/lib/network/name-server'
import type { Query, Response } from '@/lib/network/resolution'

const NEGATIVE_TTL_SECONDS = 300

/** The longest of the zones that hold a name. */
export function zoneFor(zones: readonly ZoneData[], name: string): ZoneData | undefined {
  return zones.filter(zone => isInZone(name, zone.zone)).sort((a, b) => b.zone.length - a.zone.length)[0]
}

/** What a zone's own records say: data, an alias, NODATA (also between a name and its subdomains) or NXDOMAIN. Source: RFC 1034 section 4.3.2, RFC 8020. */
export function answerFromZone(zone: ZoneData, query: Query): Response {
  const authority = [soaOf(zone)]
  const owned = recordsAt(zone, query.name)
  const answers = owned.filter(record => record.type === query.type)
  const alias = owned.filter(record => record.type === 'CNAME')
  if (answers.length > 0) return respond('NOERROR', { answers })
  if (alias.length > 0) return respond('NOERROR', { answers: alias })
  const exists = owned.length > 0 || query.name === zone.zone || zone.records.some(record => isInZone(record.name, query.name))
  return respond(exists ? 'NOERROR' : 'NXDOMAIN', { authority })
}

/** The records of a name, or those that the wildcard of its closest encloser gives it. Source: RFC 4592 section 3.3. */
function recordsAt(zone: ZoneData, name: string): readonly ResourceRecord[] {
  const own = zone.records.filter(record => record.name === name)
  if (own.length > 0 || zone.records.some(record => isInZone(record.name, name))) return own
  const labels = labelsOf(name)
  for (let cut = 1; cut < labels.length; cut++) {
    const encloser = labels.slice(cut).join('.')
    if (!isInZone(encloser, zone.zone)) return []
    const wild = zone.records.filter(record => record.name === `*.${encloser}`)
    if (wild.length > 0) return wild.map(record => ({ ...record, name }))
    if (zone.records.some(record => isInZone(record.name, encloser))) return []
  }
  return []
}

/** The zone's SOA, which a negative answer carries. Source: RFC 2308 section 2. */
function soaOf(zone: ZoneData): ResourceRecord {
  return zone.records.find(record => record.type === 'SOA' && record.name === zone.zone)
    ?? soaRecord(zone.zone, NEGATIVE_TTL_SECONDS)
}

export function soaRecord(zone: string, ttlSeconds: number): ResourceRecord {
  const under = (label: string) => (zone === '' ? label : `${label}.${zone}`)
  return { name: zone, type: 'SOA', ttlSeconds, data: `${under('ns')} ${under('hostmaster')} 1 7200 900 1209600 ${ttlSeconds}` }
}

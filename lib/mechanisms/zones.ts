import type { ElementOf } from '@/lib/design/design'
import type { ElementId } from '@/lib/net/element-id'
import type { ResourceRecord, ZoneData } from '@/lib/network/name-server'

/** Names are compared without case and written without the trailing dot. Source: RFC 4343 section 2. */
const plainName = (text: string) => text.toLowerCase().replace(/\.$/, '')
const NAME_DATA: readonly ResourceRecord['type'][] = ['CNAME', 'NS', 'PTR']

/** The zones drawn at a name server, as it answers them with authority; records without a time to live get the one of the technology, in seconds. */
export const zonesOf = (from: ElementId, element: ElementOf<'name-server'>, defaultTtlSeconds: number): readonly ZoneData[] =>
  (element.zones ?? []).map(({ zone, records }) => ({
    from, zone: plainName(zone),
    records: records.map(record => ({
      name: plainName(record.name), type: record.type, ttlSeconds: record.ttlSeconds ?? defaultTtlSeconds,
      data: NAME_DATA.includes(record.type) ? plainName(record.data) : record.data,
    })),
  }))

/** The name of a zone as the Network writes it: `.` for every name. */
export const plainZone = (text: string): string => (text === '.' ? text : plainName(text))

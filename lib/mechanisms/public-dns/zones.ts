import type { ElementOf } from '@/lib/design/design'
import type { ElementId } from '@/lib/net/element-id'
import type { ResourceRecord, ZoneData } from '@/lib/network/name-server'

/** Of records drawn without a time to live: an hour, which public zones commonly have. */
const DEFAULT_TTL_SECONDS = 3600

/** Names are compared without case and written without the trailing dot. Source: RFC 4343 section 2. */
const plainName = (text: string) => text.toLowerCase().replace(/\.$/, '')
const NAME_DATA: readonly ResourceRecord['type'][] = ['CNAME', 'NS', 'PTR']

/** The zones that are drawn of the public name space. */
export const zonesOf = (from: ElementId, element: ElementOf<'name-server'>): readonly ZoneData[] =>
  (element.zones ?? []).map(({ zone, records }) => ({
    from, zone: plainName(zone),
    records: records.map(record => ({
      name: plainName(record.name), type: record.type, ttlSeconds: record.ttlSeconds ?? DEFAULT_TTL_SECONDS,
      data: NAME_DATA.includes(record.type) ? plainName(record.data) : record.data,
    })),
  }))

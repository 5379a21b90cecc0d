import { zonesOf } from '@/lib/dns/plugins/directive'
import type { BlockFacts } from '@/lib/dns/plugins/types'
import { respond, type PluginResponse } from '@/lib/dns/response'
import { readZoneFile } from '@/lib/dns/zone-file/read'
import type { Directive } from '@/lib/corefile/types'
import { zoneOf, type Zone } from './zone'

/** A zone of the plugin; without data where the file is not given or no zone. */
export interface FileZone { readonly zone: string; readonly data: Zone | null }

/** The zones of one directive, `file FILE [ZONES...]`. Source: coredns plugin/file/setup.go. */
export function fileZones({ args: [path = '', ...zones] }: Directive, block: BlockFacts): readonly FileZone[] {
  const text = block.files[path]
  return zonesOf(zones, block.zones).map(zone => {
    const origin = zone === '.' ? '' : zone
    const records = text === undefined ? null : readZoneFile(text, origin)
    return { zone, data: records && zoneOf(origin, records) }
  })
}

/** The whole zone, for a transfer. Source: coredns plugin/file/xfr.go. */
export function transferOf({ soa, nameServers, all }: Zone): PluginResponse {
  const others = all.filter(record => record !== soa && !nameServers.includes(record))
  return respond('NOERROR', { authoritative: true, answers: [soa, ...nameServers, ...others, soa] })
}

import { isInZone } from '@/lib/dns/names'
import type { Reply } from '@/lib/dns/served'
import type { ResourceRecord } from '@/lib/network/name-server'
import type { Query } from '@/lib/network/resolution'

/** Types whose data ends in names of the zone, as far as this plugin makes them. */
const NAMES_IN_DATA: ReadonlySet<string> = new Set(['SRV', 'SOA', 'NS'])

/** The reply with the letters that the client wrote: the name asked for, and its zone in every name below it. Source: coredns plugin/kubernetes/handler.go (zone taken from the question). */
export function spelled(reply: Reply, { name, spelling }: Query, zone: string): Reply {
  if (spelling === undefined || reply.type !== 'response') return reply
  const asWritten = zone === '.' ? '' : spelling.slice(-zone.length)
  const spell = (text: string) => (text === name ? spelling : zone !== '.' && isInZone(text, zone) ? text.slice(0, text.length - zone.length) + asWritten : text)
  const spellAll = (records: readonly ResourceRecord[]) => records.map(record => ({ ...record, name: spell(record.name), data: NAMES_IN_DATA.has(record.type) ? record.data.split(' ').map(spell).join(' ') : record.data }))
  const { response } = reply
  return { ...reply, response: { ...response, answers: spellAll(response.answers), authority: spellAll(response.authority), additional: spellAll(response.additional) } }
}

import { isInZone } from '@/lib/dns/names'
import { zonesOf } from '@/lib/dns/plugins/directive'
import type { Plugin, Serve } from '@/lib/dns/plugins/types'
import { mapResponses, type PluginResponse } from '@/lib/dns/response'
import type { Directive } from '@/lib/corefile/types'
import type { ResourceRecord } from '@/lib/network/name-server'

/** Bounds of the time that an answer is kept, in seconds. */
interface Bounds { readonly min: number; readonly max: number }
interface Times { readonly success: Bounds; readonly denial: Bounds; readonly servfail: number }

const MAX_SECONDS = 3600
const MAX_DENIAL_SECONDS = 1800
const MIN_SECONDS = 5
const SERVFAIL_SECONDS = 5

/**
 * What a cache changes in an answer that it has not had before: every record gets the same lifetime, the shortest of them within the
 * bounds. Source: coredns plugin/cache/cache.go WriteMsg, setup.go.
 */
export const cache: Plugin = {
  name: 'cache',
  prepare: ([directive], block): Serve | null => {
    if (!directive) return null
    const seconds = /^\d+$/.test(directive.args[0] ?? '') ? Number(directive.args[0]) : undefined
    const zones = zonesOf(seconds === undefined ? directive.args : directive.args.slice(1), block.zones)
    const times = timesOf(directive.block ?? [], seconds)
    return (query, next) => {
      const served = next(query)
      return zones.some(zone => isInZone(query.name, zone)) ? mapResponses(served, response => shortened(response, times)) : served
    }
  },
}

function timesOf(options: readonly Directive[], seconds: number | undefined): Times {
  const bounds = (name: string, max: number): Bounds => {
    const args = options.find(option => option.name === name)?.args ?? []
    return { max: Number(args[1] ?? seconds ?? max), min: Number(args[2] ?? MIN_SECONDS) }
  }
  const servfail = /^(\d+)s$/.exec(options.find(({ name }) => name === 'servfail')?.args[0] ?? '')?.[1]
  return { success: bounds('success', MAX_SECONDS), denial: bounds('denial', MAX_DENIAL_SECONDS), servfail: servfail === undefined ? SERVFAIL_SECONDS : Number(servfail) }
}

function shortened(response: PluginResponse, times: Times): PluginResponse {
  if (response.unwritten !== undefined) return response
  const ttlSeconds = lifetimeOf(response, times)
  const all = (records: readonly ResourceRecord[]) => records.map(record => ({ ...record, ttlSeconds }))
  return { ...response, answers: all(response.answers), authority: all(response.authority), additional: all(response.additional) }
}

/** Source: coredns plugin/pkg/response/typify.go, plugin/pkg/dnsutil/ttl.go MinimalTTLWithMaximum. */
function lifetimeOf(response: PluginResponse, { success, denial, servfail }: Times): number {
  const { rcode, answers, authority, additional } = response
  if (rcode === 'SERVFAIL' || rcode === 'NOTIMP') return servfail
  const { min, max } = isDenial(response) ? denial : success
  const records = [...answers, ...authority, ...additional]
  const counts = rcode === 'NXDOMAIN' ? answers.length === 0 : rcode === 'NOERROR' && !isReferral(response)
  const shortest = counts && records.length > 0 ? Math.min(...records.map(({ ttlSeconds }) => ttlSeconds), max) : MIN_SECONDS
  return Math.min(Math.max(shortest, min), max)
}

const isAlias = ({ type }: ResourceRecord): boolean => type === 'CNAME' || type === 'DNAME'

const isDenial = ({ rcode, answers, authority }: PluginResponse): boolean =>
  (rcode === 'NXDOMAIN' && answers.length === 0) || (rcode === 'NOERROR' && answers.every(isAlias) && authority.some(({ type }) => type === 'SOA'))

const isReferral = ({ answers, authority }: PluginResponse): boolean => answers.length === 0 && authority.some(({ type }) => type === 'NS') && authority.every(({ type }) => type !== 'SOA')

import { isInZone, joinName, labelsOf, longestZone, withoutZone } from '@/lib/dns/names'
import { fallsThrough, fallthroughOf, serveNotModelled, zonesOf } from '@/lib/dns/plugins/directive'
import { isExposed } from '@/lib/dns/plugins/kubernetes/exposed'
import type { ObjectIndex } from '@/lib/dns/plugins/kubernetes/objects'
import { addressOfReverse } from '@/lib/dns/plugins/kubernetes/reverse'
import { watchedObjects } from '@/lib/dns/plugins/kubernetes/serve-stanza'
import { readStanza, type Stanza } from '@/lib/dns/plugins/kubernetes/stanza'
import type { BlockFacts, Next, Plugin, Serve } from '@/lib/dns/plugins/types'
import { notModelled, replyWith, respond, serveOne } from '@/lib/dns/response'
import type { Served, ServerContext } from '@/lib/dns/served'
import type { Directive } from '@/lib/corefile/types'
import type { ResourceRecord } from '@/lib/network/name-server'
import type { Query } from '@/lib/network/resolution'
import { apexAnswer, subApexAnswer } from './apex'
import { findExternal } from './find'
import { answersOf } from './records'

/** The plugin as its directive says. */
export interface External { readonly zones: readonly string[]; readonly apex: string; readonly ttlSeconds: number; readonly headless: boolean; readonly falls: readonly string[] | null; readonly stanza: Stanza }

const DEFAULT_TTL_SECONDS = 5

/** Names of services by which they are known outside the cluster. Source: coredns plugin/k8s_external (external.go, apex.go, msg_to_dns.go). */
export const k8sExternal: Plugin = {
  name: 'k8s_external',
  prepare: ([directive], block): Serve | null => {
    if (!directive) return null
    const stanza = block.directives.find(({ name }) => name === 'kubernetes')
    if (!stanza) return serveNotModelled('k8s_external', 'kubernetes')
    const external = readExternal(directive, block, readStanza(stanza, block))
    return (query, next, context) => {
      const zone = longestZone(query.name, external.zones)
      return zone === undefined ? next(query) : serve(query, zone, external, { next, context })
    }
  },
}

function readExternal({ args, block: options }: Directive, block: BlockFacts, stanza: Stanza): External {
  const argOf = (name: string) => options?.find(option => option.name === name)?.args[0]
  const ttl = argOf('ttl')
  return {
    zones: zonesOf(args, block.zones), apex: argOf('apex') ?? 'dns', ttlSeconds: ttl === undefined ? DEFAULT_TTL_SECONDS : Number(ttl),
    headless: options?.some(({ name }) => name === 'headless') ?? false, falls: fallthroughOf(options), stanza,
  }
}

function serve(query: Query, zone: string, external: External, { next, context }: { readonly next: Next; readonly context: ServerContext }): Served {
  const objects = watchedObjects(external.stanza, context)
  if (!objects) return serveOne(context, 'k8s_external', notModelled('dns.cluster-not-modelled', { zone }), { zone })
  const soa: ResourceRecord = { name: joinName(zone), type: 'SOA', ttlSeconds: external.ttlSeconds, data: `${joinName('ns1', external.apex, zone)} ${joinName('hostmaster', external.apex, zone)} 0 7200 1800 86400 ${external.ttlSeconds}` }
  const say = (rcode: 'NOERROR' | 'NXDOMAIN', answers: readonly ResourceRecord[], additional: readonly ResourceRecord[] = []) =>
    serveOne(context, 'k8s_external', replyWith(respond(rcode, { authoritative: true, answers, additional, authority: answers.length === 0 ? [soa] : [] })), { zone })
  const apex = { zone, external, objects, device: context.network.devices.get(context.device), soa }
  if (external.zones.includes(query.name)) return say('NOERROR', ...apexAnswer(query, apex))
  if (isInZone(query.name, joinName(external.apex, zone))) {
    const [rcode, answers] = subApexAnswer(query, labelsOf(withoutZone(query.name, zone)), apex)
    return say(rcode, answers)
  }
  const address = query.type === 'PTR' ? addressOfReverse(query.name) : undefined
  const missing = () => (fallsThrough(external.falls, query.name) ? next(query) : say('NXDOMAIN', []))
  if (address !== undefined) {
    const names = namesOf(address, external, objects)
    return names.length === 0 ? missing() : say('NOERROR', names.map(data => ({ name: query.name, type: 'PTR', ttlSeconds: external.ttlSeconds, data })))
  }
  const found = findExternal(query.name, zone, { stanza: external.stanza, objects, headless: external.headless })
  if (found === 'name-error') return missing()
  return answersOf(query, query.type === 'PTR' ? [] : found, { ttlSeconds: external.ttlSeconds, aliasTtlSeconds: external.stanza.ttlSeconds, context, say })
}

/** The services that an address leads to from outside, in the first zone. */
function namesOf(address: string, { stanza, zones }: External, objects: ObjectIndex): readonly string[] {
  const exposed = (namespace: string) => stanza.namespaces === null || isExposed(stanza, objects, namespace)
  const owners = objects.byExternalAddress.get(address) ?? []
  return [...new Set(owners.filter(({ service }) => exposed(service.namespace)).map(({ service }) => joinName(service.name, service.namespace, zones[0] ?? '')))]
}


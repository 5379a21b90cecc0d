import { longestZone } from '@/lib/dns/names'
import { fallsThrough, fallthroughOf } from '@/lib/dns/plugins/directive'
import type { Next, Plugin, Serve } from '@/lib/dns/plugins/types'
import { afterEach, ALIAS_CIRCLE, notModelled, replyWith, respond, serveOne } from '@/lib/dns/response'
import type { Reply, Served, ServerContext } from '@/lib/dns/served'
import type { ResourceRecord } from '@/lib/network/name-server'
import type { Query } from '@/lib/network/resolution'
import { lookUpInZone, type LookedUp } from './lookup'
import { fileZones } from './read'
import { additionalOf, type Zone } from './zone'

/** Plugins that may stand behind this one. Without any, a name outside its zones is refused. */
const BEHIND: ReadonlySet<string> = new Set(['view', 'auto', 'secondary', 'etcd', 'loop', 'forward', 'grpc', 'erratic', 'whoami', 'nomad'])

/** Zones from master files. Source: coredns plugin/file (file.go, lookup.go, setup.go). */
export const file: Plugin = {
  name: 'file',
  prepare: (directives, block): Serve => {
    const zones = directives.flatMap(directive => fileZones(directive, block))
    const falls = directives.map(({ block: options }) => fallthroughOf(options)).findLast(one => one !== null) ?? null
    const isLast = block.directives.every(({ name }) => !BEHIND.has(name))
    return (query, next, context) => {
      const name = longestZone(query.name, zones.map(({ zone }) => zone))
      const found = zones.findLast(({ zone }) => zone === name)
      if (!found) return isLast ? serveOne(context, 'file', replyWith(respond('REFUSED', { unwritten: 'quiet' }))) : next(query)
      if (!found.data) return serveOne(context, 'file', notModelled('dns.file-not-given', { zone: found.zone }), { zone: found.zone })
      if (query.type === 'AXFR') return serveOne(context, 'file', replyWith(respond('REFUSED', { unwritten: 'quiet' })), { zone: found.zone })
      return serve(query, found.data, { falls, next }, context)
    }
  },
}

function serve(query: Query, zone: Zone, { falls, next }: { readonly falls: readonly string[] | null; readonly next: Next }, context: ServerContext): Served {
  const facts = { zone: zone.origin === '' ? '.' : zone.origin }
  const found = lookUpInZone(zone, query.name, query.type)
  if (found.result === 'elsewhere') {
    const chased = afterEach(context.again({ name: found.target, type: query.type }), reply => ({ replies: [continued(zone, found.answers, reply)], steps: [] }))
    return { replies: chased.replies, steps: [...chased.steps, ...chased.replies.flatMap(reply => serveOne(context, 'file', reply, facts).steps)] }
  }
  const isMissing = found.answers.length === 0 && (found.result === 'name-error' || found.result === 'success')
  return isMissing && fallsThrough(falls, query.name) ? next(query) : serveOne(context, 'file', replyWith(responseOf(found)), facts)
}

type Final = Exclude<LookedUp, { readonly result: 'elsewhere' }>

function responseOf({ result, answers, authority, additional }: Final) {
  const sections = { authoritative: result !== 'delegation' || answers.length > 0, answers, authority, additional }
  if (result === 'failure') return answers.length === 0 ? respond('SERVFAIL', { unwritten: 'quiet' }) : respond('SERVFAIL', sections)
  return respond(result === 'name-error' ? 'NXDOMAIN' : 'NOERROR', sections)
}

/** An alias with what came of its target: the rcode is the target's. Source: RFC 6604 section 3; coredns plugin/file/lookup.go doLookup. */
function continued(zone: Zone, before: readonly ResourceRecord[], reply: Reply): Reply {
  if (reply.type === 'not-modelled' && reply.undetermined.code !== ALIAS_CIRCLE) return reply
  const response = reply.type === 'response' ? reply.response : undefined
  const answers = [...before, ...(response?.answers ?? [])]
  const result = response === undefined || response.rcode === 'SERVFAIL' ? 'failure' : response.rcode === 'NXDOMAIN' ? 'name-error' : response.rcode === 'NOERROR' && response.answers.length === 0 ? 'no-data' : 'success'
  const authority = result === 'name-error' || result === 'no-data' ? [zone.soa] : zone.nameServers
  return replyWith(responseOf({ result, answers, authority, additional: additionalOf(zone, answers) }), reply.type === 'not-modelled' ? [] : reply.causes)
}

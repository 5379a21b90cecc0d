import type { Plugin } from '@/lib/dns/plugins/types'
import { notModelled, replyWith, respond, serveOne } from '@/lib/dns/response'

const VERSION_NAMES: ReadonlySet<string> = new Set(['version.bind', 'version.server'])
const OTHER_NAMES: ReadonlySet<string> = new Set(['authors.bind', 'hostname.bind', 'id.server'])

/** Answers TXT questions of class CH about the server itself; with it, the port takes classes other than IN. Source: coredns plugin/chaos/chaos.go. */
export const chaos: Plugin = {
  name: 'chaos',
  prepare: ([directive]) => (query, next, context) => {
    const version = directive?.args[0]
    if (query.class !== 'CH' || query.type !== 'TXT') return next(query)
    if (VERSION_NAMES.has(query.name) && version !== undefined) return serveOne(context, 'chaos', replyWith(respond('NOERROR', { answers: [{ name: query.name, type: 'TXT', ttlSeconds: 0, data: version }] })))
    return VERSION_NAMES.has(query.name) || OTHER_NAMES.has(query.name) ? serveOne(context, 'chaos', notModelled('dns.option-not-modelled', { plugin: 'chaos', option: query.name })) : next(query)
  },
}

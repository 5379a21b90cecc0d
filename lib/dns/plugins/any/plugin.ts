import type { Plugin } from '@/lib/dns/plugins/types'
import { replyWith, respond, serveOne } from '@/lib/dns/response'

const TTL_SECONDS = 8482

/** Answers questions of type ANY with one HINFO. Source: RFC 8482 section 4.2; coredns plugin/any/any.go. */
export const any: Plugin = {
  name: 'any',
  prepare: () => (query, next, context) => (query.type !== 'ANY' ? next(query)
    : serveOne(context, 'any', replyWith(respond('NOERROR', { answers: [{ name: query.name, type: 'HINFO', ttlSeconds: TTL_SECONDS, data: 'ANY obsoleted See RFC 8482' }] })))),
}

import { versionOf } from '@/lib/net/ip-address'
import type { Plugin } from '@/lib/dns/plugins/types'
import { replyWith, respond, serveOne } from '@/lib/dns/response'

/** Answers anything with NOERROR and the client's address beside the answer. Source: coredns plugin/whoami/whoami.go. */
export const whoami: Plugin = {
  name: 'whoami',
  prepare: () => (query, _next, context) => {
    const { client } = context
    const additional = client === null ? [] : [{ name: query.name, type: versionOf(client) === 4 ? 'A' : 'AAAA', ttlSeconds: 0, data: client } as const]
    return serveOne(context, 'whoami', replyWith(respond('NOERROR', { authoritative: true, additional })))
  },
}

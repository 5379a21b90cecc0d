import * as z from 'zod'
import { dotless } from '@/cli/suite/dns/corefile-text'
import { defineKind, differ } from '@/cli/suite/dns/kind'
import { normaliseName } from '@/lib/dns/names'
import { searchOfStanzas } from '@/lib/dns/plugins/autopath/search'
import { readStanza } from '@/lib/dns/plugins/kubernetes/stanza'
import { parseIp } from '@/lib/net/ip-address'

const text = z.string()
const PLACE = { line: 1, column: 1 }

export const searchPath = defineKind({
  name: 'search-path',
  fixture: z.strictObject({
    plugin: text, stanzas: z.array(z.strictObject({ zones: z.array(text) })), hostSearch: z.array(text).optional(), comment: text.optional(),
    pods: z.array(z.strictObject({ namespace: text, name: text, ip: text, comment: text.optional() })),
  }),
  shape: { qname: text, qtype: text.optional(), clientIP: text, searchPath: z.array(text).nullable() },
  run: (one, { stanzas, pods, hostSearch = [] }) => {
    const read = stanzas.map(({ zones }) => readStanza({ name: 'kubernetai', args: zones, place: PLACE, block: [{ name: 'pods', args: ['verified'], block: null, place: PLACE }] }, { zones: ['.'], directives: [], files: {} }))
    const client = parseIp(one.clientIP)
    const path = searchOfStanzas(read, normaliseName(one.qname), client.ok ? client.value : null, { hostSearch: dotless(hostSearch), podNamespace: (_, address) => pods.find(({ ip }) => ip === address)?.namespace })
    return differ('search path', one.searchPath && dotless(one.searchPath), path)
  },
})

import * as z from 'zod'
import { defineKind, differ } from '@/cli/suite/dns/kind'
import { elementId } from '@/lib/net/element-id'
import { ip } from '@/lib/net/ip-address'
import { respond } from '@/lib/dns/response'
import type { AskServer } from '@/lib/dns/stub/wire'
import { walkResolver } from '@/lib/dns/stub/walk'
import { deviceOf } from '@/lib/network/names'

const SERVER = ip('192.0.2.53')

const denied: AskServer = ({ name, type, server, transport }) =>
  [{ exchange: { query: { name, type }, asker: deviceOf('client'), server, transport, forward: [], return: [], steps: [], response: respond('NXDOMAIN', { authoritative: true }) }, causes: [] }]

/** The names that a lookup tries while all of them are denied. */
export const namesTried = defineKind({
  name: 'names-tried', fixture: z.looseObject({ style: z.string().optional() }),
  shape: { name: z.string(), ndots: z.int(), search: z.array(z.string()), try: z.array(z.string()) },
  run: one => {
    const resolver = { from: elementId('client'), nameServers: [SERVER], search: one.search, ndots: one.ndots, timeoutSeconds: 5, attempts: 2, library: 'glibc' } as const
    const [final] = walkResolver(one.name, resolver, ['A'], denied).finals
    return differ('try', one.try, (final?.queries ?? []).map(({ name }) => `${name}.`))
  },
})

import * as z from 'zod'
import { REPLY, SERVER, UPSTREAM_REPLY, type ExpectedReply, type ServerFixture } from '@/cli/suite/dns/forms'
import { defineKind } from '@/cli/suite/dns/kind'
import { compareReply, type Comparing } from '@/cli/suite/dns/reply'
import { serverOf } from '@/cli/suite/dns/world'
import { normaliseName } from '@/lib/dns/names'
import type { Served } from '@/lib/dns/served'
import { DATA_TYPES } from '@/lib/network/name-server'
import type { Query, QueryClass, RecordType } from '@/lib/network/resolution'

const TYPES: ReadonlySet<string> = new Set<string>([...DATA_TYPES, 'ANY', 'AXFR'])

/** The question of a case. */
export function questionOf(name: string, type: string, questionClass = 'IN'): Query {
  if (!TYPES.has(type)) throw new Error(`there is no type ${type}`)
  const written = name.replace(/\.$/, '')
  const asked = normaliseName(name)
  return { name: asked, type: type as RecordType, ...(questionClass === 'IN' ? {} : { class: questionClass as QueryClass }), ...(written === asked ? {} : { spelling: written }) }
}

/** What disagrees between the reply of a server and what a case expects. `NEXT`: the chain ended without an answer. */
export function compareServed(expected: ExpectedReply, served: Served, comparing: Comparing): string | null {
  const { repeat: _repeat, ...rest } = expected
  const [reply, ...others] = served.replies
  const isNext = served.steps.some(({ actor }) => actor === 'end')
  if (others.length > 0) return `several replies are possible: ${served.replies.map(one => (one.type === 'response' ? one.response.rcode : one.type)).join(', ')}`
  if (reply?.type === 'not-modelled') return `not modelled: ${reply.undetermined.code} ${JSON.stringify(reply.undetermined.facts ?? {})}`
  if (reply?.type !== 'response') return 'no reply'
  if (rest.rcode === 'NEXT') return isNext ? null : `expected the question to go to the next plugin; got ${reply.response.rcode}`
  return compareReply(rest, reply.response, comparing)
}

/** Whether letters count: only where the scenario is about them. */
const comparingIn = (fixture: ServerFixture, name: string): Comparing => ({ letters: fixture.plugin === 'kubernetes' && name !== name.toLowerCase() ? 'same' : 'any' })

export const query = defineKind({
  name: 'query', fixture: SERVER,
  shape: { qname: z.string(), qtype: z.string(), qclass: z.string().optional(), upstream: UPSTREAM_REPLY, ...REPLY },
  run: ({ qname, qtype, qclass, upstream, ...expected }, fixture) => {
    const served = serverOf(fixture, { outside: upstream })(questionOf(qname, qtype, qclass))
    return compareServed(expected, served, comparingIn(fixture, qname))
  },
})

import * as z from 'zod'
import { REPLY, SERVER, UPSTREAM_REPLY } from '@/cli/suite/dns/forms'
import { defineKind, differ, disagreements } from '@/cli/suite/dns/kind'
import { serverOf } from '@/cli/suite/dns/world'
import { dotsIn, joinName, normaliseName } from '@/lib/dns/names'
import { compareServed, questionOf } from './query'

/** The names that a client tries, in order: its search list first where the name has fewer dots than ndots. Source: resolv.conf(5). */
function namesOf(asked: string, { search, ndots }: { readonly search: readonly string[]; readonly ndots: number }): readonly string[] {
  if (asked.endsWith('.')) return [normaliseName(asked)]
  const searched = search.map(element => joinName(asked, normaliseName(element)))
  return dotsIn(asked) < ndots ? [...searched, asked] : [asked, ...searched]
}

export const clientQuery = defineKind({
  name: 'client-query', fixture: SERVER,
  shape: { qname: z.string().optional(), asked: z.string(), relative: z.boolean().optional(), qtype: z.string(), upstream: UPSTREAM_REPLY, serverQueries: z.int().optional(), ...REPLY },
  run: ({ asked, qtype, upstream, serverQueries, qname: _qname, relative: _relative, ...expected }, fixture) => {
    const ask = serverOf(fixture, { outside: upstream })
    const tries = namesOf(asked, fixture.client ?? { search: [], ndots: 1 }).map(name => questionOf(name, qtype))
    let count = 0
    let served = { replies: [], steps: [] } as ReturnType<typeof ask>
    for (const question of tries) {
      served = ask(question)
      count++
      const [reply] = served.replies
      if (reply?.type === 'response' && reply.response.rcode === 'NOERROR' && reply.response.answers.length > 0) break
    }
    return disagreements(compareServed(expected, served, { letters: 'any' }), serverQueries === undefined ? null : differ('questions to the server', serverQueries, count))
  },
})

import * as z from 'zod'
import { defineMechanism } from '@/lib/mechanisms/types'
import { linkOf } from '@/lib/network/names'
import { plainLink } from '@/lib/network/plain'
import { checkSegment } from './problems'

/** One wire on premises: a link whose members reach each other without a router. Source: RFC 1122 section 1.1.3, "connected network". */
export const segment = defineMechanism({
  name: 'segment',
  title: 'Segment',
  category: 'place',
  attachesTo: [{ kind: 'segment' }],
  schema: z.strictObject({
    othersUnknown: z.boolean().default(false).meta({ title: 'Others unknown', description: 'Whether machines stand on it that are not drawn; then nobody can say that a neighbour is missing.' }),
  }),
  sentences: {
    'segment.overlap': 'The prefixes {first} and {second} of segment {segment} overlap, so nobody can say which one an address there belongs to. Take one of them away.',
  },
  problems: { segment: checkSegment },
  contribute: {
    place: { segment: ({ id, config }) => [{ add: 'link', link: { ...plainLink(linkOf(id), id, 'segment'), membersKnown: !config.othersUnknown } }] },
  },
})

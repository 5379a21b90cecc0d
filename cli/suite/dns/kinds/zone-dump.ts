import * as z from 'zod'
import { REPLY, SERVER } from '@/cli/suite/dns/forms'
import { defineKind } from '@/cli/suite/dns/kind'
import { serverOf } from '@/cli/suite/dns/world'
import { compareServed, questionOf } from './query'

const PLACE = { line: 1, column: 1 }
const TRANSFER = { name: 'transfer', args: [], place: PLACE, block: [{ name: 'to', args: ['*'], block: null, place: PLACE }] }

export const zoneDump = defineKind({
  name: 'zone-dump', fixture: SERVER, shape: { qname: z.string(), qtype: z.literal('AXFR'), ...REPLY },
  run: ({ qname, qtype, ...expected }, fixture) => compareServed(expected, serverOf(fixture, { extra: [TRANSFER] })(questionOf(qname, qtype)), { letters: 'any', weights: 'ignored' }),
})

import * as z from 'zod'
import { defineKind, differ, disagreements } from '@/cli/suite/dns/kind'
import { normaliseName } from '@/lib/dns/names'
import { rewrite as rewritten } from '@/lib/dns/plugins/rewrite/question'
import { changed } from '@/lib/dns/plugins/rewrite/response'
import { readRule } from '@/lib/dns/plugins/rewrite/rule'
import { respond } from '@/lib/dns/response'
import { questionOf } from './query'

const text = z.string()
const rules = z.array(z.array(text)).optional()

export const rewrite = defineKind({
  name: 'rewrite', fixture: z.strictObject({ plugin: z.literal('rewrite').optional(), rules, next: text.optional(), comment: text.optional() }),
  shape: { qname: text, qtype: text, qclass: text.optional(), rules, rewrittenTo: text.optional(), rewrittenType: text.optional(), rewrittenClass: text.optional(), answerOwner: text.optional(), questionInReply: text.optional() },
  run: (one, fixture) => {
    const read = (one.rules ?? fixture.rules ?? []).map(args => readRule({ name: 'rewrite', args, block: null, place: { line: 1, column: 1 } }))
    const odd = read.indexOf(undefined)
    if (odd >= 0) return `not modelled: rule ${odd}`
    const asked = questionOf(one.qname, one.qtype, one.qclass)
    const done = rewritten(asked, read.filter(rule => rule !== undefined))
    if (!done) return 'the name is not valid after the rules'
    const { query, responses } = done
    const [answer] = changed(respond('NOERROR', { answers: [{ name: query.name, type: 'A', ttlSeconds: 60, data: '192.0.2.1' }] }), responses).answers
    return disagreements(
      one.rewrittenTo === undefined ? null : differ('name', normaliseName(one.rewrittenTo), query.name),
      one.rewrittenType === undefined ? null : differ('type', one.rewrittenType, query.type),
      one.rewrittenClass === undefined ? null : differ('class', one.rewrittenClass, query.class ?? 'IN'),
      one.answerOwner === undefined ? null : differ('owner in the answer', normaliseName(one.answerOwner), answer?.name),
      one.questionInReply === undefined ? null : differ('question in the reply', normaliseName(one.questionInReply), asked.name),
    )
  },
})

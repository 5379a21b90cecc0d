import { serveNotModelled } from '@/lib/dns/plugins/directive'
import type { Plugin, Serve } from '@/lib/dns/plugins/types'
import { afterEach, distinctReplies, mapResponses, replyWith, respond, serveOne, step } from '@/lib/dns/response'
import type { Reply, Served, ServerContext } from '@/lib/dns/served'
import type { Query, RecordType } from '@/lib/network/resolution'
import { replaced } from './match'
import { rewrite as rewritten, type Rewritten } from './question'
import { changed, type ResponseRule } from './response'
import { readRule, type Rule } from './rule'

/**
 * Changes the question for the rest of this block, which is not chosen anew, and the answer on its way back. Source: coredns
 * plugin/rewrite/README, rewrite.go, reverter.go; kubernetes/dns#525.
 */
export const rewrite: Plugin = {
  name: 'rewrite',
  prepare: (directives): Serve => {
    const rules = directives.map(readRule)
    const odd = directives.find((_, at) => rules[at] === undefined)
    if (odd) return serveNotModelled('rewrite', odd.args.join(' '))
    return (query, next, context) => {
      const done = rewritten(query, rules as readonly Rule[])
      if (!done) return serveOne(context, 'rewrite', replyWith(respond('SERVFAIL', { unwritten: 'error' })))
      if (done.rules.length === 0) return next(query)
      const served = afterEach(next(done.query), reply => back(blamed(reply, query, done.query, context), done, done.query.type, context))
      const facts = query.name === done.query.name ? { name: query.name } : { from: query.name, to: done.query.name }
      return { replies: served.replies, steps: [step(context, 'rewrite', 'passed-on', { facts }), ...served.steps] }
    }
  },
}

/** Where the new name is not found in this block: what the server says of it when it is asked for it, from its own block. */
function blamed(reply: Reply, { name }: Query, { name: to, type }: Query, context: ServerContext): Reply {
  const isFound = reply.type !== 'response' || (reply.response.rcode === 'NOERROR' && reply.response.answers.length > 0)
  if (isFound || name === to) return reply
  const mended = () => mapResponses(context.again({ name: to, type }), response => ({ ...response, answers: [{ name, type: 'CNAME', ttlSeconds: 0, data: to }, ...response.answers] }))
  return { ...reply, causes: [...reply.causes, { type: 'withheld', place: context.server.from, why: { code: 'dns.rewrite-stays-in-block', elements: [context.server.from], facts: { from: name, to } }, mended }] }
}

/** A reply on its way back. What nobody has written is written here, once there are rules for it. */
function back(reply: Reply, { responses }: Rewritten, type: RecordType, context: ServerContext): Served {
  if (reply.type !== 'response' || responses.length === 0) return { replies: [reply], steps: [] }
  const { unwritten: _unwritten, ...response } = reply.response
  const alias = responses.find(rule => rule.type === 'cname')
  const followed = alias && followOther(reply, alias, type, context)
  if (!followed) return { replies: [{ ...reply, response: changed(response, responses) }], steps: [] }
  return { replies: followed.replies.map(one => (one.type === 'response' ? { ...one, response: changed(one.response, responses) } : one)), steps: followed.steps }
}

/** The first alias whose target fits leads elsewhere: the server is asked for the new target. Source: coredns plugin/rewrite/cname_target.go. */
function followOther(reply: Extract<Reply, { type: 'response' }>, { match, to }: Extract<ResponseRule, { type: 'cname' }>, type: RecordType, context: ServerContext): Served | undefined {
  const { response } = reply
  const aliases = response.answers.filter(record => record.type === 'CNAME')
  const at = aliases.findIndex(record => replaced(match, to, `${record.data}.`) !== undefined)
  const found = aliases[at]
  if (!found) return undefined
  const target = (replaced(match, to, `${found.data}.`) ?? '').replace(/\.$/, '')
  const served = context.again({ name: target, type })
  const replies = served.replies.map((one): Reply => {
    if (one.type !== 'response') return one.type === 'silent' ? reply : one
    const { truncated: _truncated, ...rest } = response
    return { ...one, response: { ...rest, answers: [...aliases.slice(0, at), { ...found, data: target }, ...one.response.answers], ...(one.response.truncated ? { truncated: true } : {}) } }
  })
  return { replies: distinctReplies(replies), steps: served.steps }
}

import { serveNotModelled } from '@/lib/dns/plugins/directive'
import type { Plugin, Serve } from '@/lib/dns/plugins/types'
import { step } from '@/lib/dns/response'
import type { Reply } from '@/lib/dns/served'
import type { ResourceRecord } from '@/lib/network/name-server'
import { applyRule, readRule, reversed, type NameRule } from './rule'

/**
 * Changes the question for the rest of this block, which is not chosen anew, and the owners in the answer back again where the rule does
 * so. Source: coredns plugin/rewrite/README, name.go; kubernetes/dns#525.
 */
export const rewrite: Plugin = {
  name: 'rewrite',
  prepare: (directives): Serve => {
    const rules = directives.map(readRule)
    const odd = directives.find((_, at) => rules[at] === undefined)
    if (odd) return serveNotModelled('rewrite', odd.args.join(' '))
    return (query, next, context) => {
      const { name, applied } = rewritten(query.name, rules.filter(rule => rule !== undefined))
      if (applied.length === 0) return next(query)
      const served = next({ ...query, name })
      const restore = applied.filter(rule => rule.restoresAnswer === 'yes').reverse()
      return { replies: served.replies.map(reply => restored(reply, restore, { from: name, to: query.name })), steps: [step(context, 'rewrite', 'passed-on', { facts: { from: query.name, to: name } }), ...served.steps] }
    }
  },
}

function rewritten(name: string, rules: readonly NameRule[]): { readonly name: string; readonly applied: readonly NameRule[] } {
  const applied: NameRule[] = []
  let current = name
  for (const rule of rules) {
    const changed = applyRule(rule, current)
    if (changed === undefined) continue
    applied.push(rule)
    current = changed
    if (rule.then === 'stop') break
  }
  return { name: current, applied }
}

function restored(reply: Reply, rules: readonly NameRule[], whole: { readonly from: string; readonly to: string }): Reply {
  if (reply.type !== 'response' || rules.length === 0) return reply
  const owner = (name: string) => (name === whole.from && rules.length > 0 ? whole.to : rules.reduce((current, rule) => applyRule(reversed(rule), current) ?? current, name))
  const turn = (records: readonly ResourceRecord[]) => records.map(record => ({ ...record, name: owner(record.name) }))
  return { ...reply, response: { ...reply.response, answers: turn(reply.response.answers), additional: turn(reply.response.additional) } }
}

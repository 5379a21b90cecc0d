import type { Query } from '@/lib/network/resolution'
import { fits, replaced } from './match'
import { backRules, type ResponseRule } from './response'
import type { Rule } from './rule'

/** A question after the rules, with what is to be done to its answer, last rule first. */
export interface Rewritten { readonly query: Query; readonly responses: readonly ResponseRule[]; readonly rules: readonly Rule[] }

const MAX_NAME_LENGTH = 254
const isName = (name: string): boolean => name.length <= MAX_NAME_LENGTH && (name === '.' || (name.endsWith('.') && name.slice(0, -1).split('.').every(label => label.length >= 1 && label.length <= 63)))

/** Applies rules in written order up to the first that fits and does not continue; null where a name becomes invalid. Source: coredns plugin/rewrite/rewrite.go ServeDNS. */
export function rewrite(query: Query, rules: readonly Rule[]): Rewritten | null {
  let current = query
  const responses: ResponseRule[] = []
  const applied: Rule[] = []
  for (const rule of rules) {
    const done = apply(rule, current)
    if (!done) continue
    if (!isName(`${done.query.name}.`) && done.query.name !== '') return null
    current = done.query
    responses.push(...done.responses)
    applied.push(rule)
    if (rule.then === 'stop') break
  }
  return { query: current, responses: responses.reverse(), rules: applied }
}

function apply(rule: Rule, query: Query): { readonly query: Query; readonly responses: readonly ResponseRule[] } | null {
  const name = query.name === '' ? '.' : `${query.name}.`
  switch (rule.type) {
    case 'name': {
      const to = replaced(rule.match, rule.to, name)
      if (to === undefined) return null
      const { spelling: _spelling, ...rest } = query
      return { query: { ...rest, name: to.replace(/\.$/, '') }, responses: backRules(rule, name, to) }
    }
    case 'type': return query.type === rule.from ? { query: { ...query, type: rule.to }, responses: [] } : null
    case 'class': {
      if ((query.class ?? 'IN') !== rule.from) return null
      const { class: _class, ...rest } = query
      return { query: rule.to === 'IN' ? rest : { ...rest, class: rule.to }, responses: [] }
    }
    case 'ttl': return fits(rule.match, name) ? { query, responses: [{ type: 'ttl', min: rule.min, max: rule.max }] } : null
    case 'rcode': return fits(rule.match, name) ? { query, responses: [{ type: 'rcode', from: rule.from, to: rule.to }] } : null
    case 'cname': return { query, responses: [{ type: 'cname', match: rule.match, to: rule.to }] }
    case 'edns0': return rule.takes === 'always' ? { query, responses: [] } : null
  }
}

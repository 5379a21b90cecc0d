import { contains } from '@/lib/net/cidr'
import { parseIp, type IpAddress } from '@/lib/net/ip-address'
import { unreachable } from '@/lib/net/unreachable'
import { readPrefix } from '@/lib/dns/plugins/prefix'
import { readRegex } from '@/lib/dns/plugins/regex'
import type { Query } from '@/lib/network/resolution'
import type { Expression } from './expression'

/** Undefined: nobody can say, or it makes no sense. */
type Value = string | number | boolean | readonly Value[] | undefined

/** What an expression may look at. */
export interface Asked { readonly query: Query; readonly client: IpAddress | null }

/** The truth of an expression about a question. An error in it counts as false, as in CoreDNS; undefined: not modelled. */
export function evaluate(expression: Expression, asked: Asked): Value {
  switch (expression.type) {
    case 'value': return expression.value
    case 'list': return expression.items.map(item => evaluate(item, asked))
    case 'not': { const of = evaluate(expression.of, asked); return typeof of === 'boolean' ? !of : undefined }
    case 'call': return call(expression.name, expression.args.map(arg => evaluate(arg, asked)), asked)
    case 'binary': return compare(expression, asked)
    default: return unreachable(expression)
  }
}

function call(name: string, [first, second]: readonly Value[], { query, client }: Asked): Value {
  switch (name) {
    case 'name': return `${query.name}.`
    case 'type': return query.type
    case 'class': return query.class ?? 'IN'
    case 'client_ip': return client ?? undefined
    case 'do': return false
    case 'opcode': return 0
    case 'incidr': return typeof first === 'string' && typeof second === 'string' ? isInside(first, second) : undefined
    default: return undefined
  }
}

function isInside(address: string, prefix: string): boolean {
  const parsed = parseIp(address)
  const cidr = prefix.includes('/') ? readPrefix(prefix) : undefined
  return parsed.ok && cidr !== undefined && contains(cidr, parsed.value)
}

function compare({ operator, left: leftExpression, right: rightExpression }: Extract<Expression, { type: 'binary' }>, asked: Asked): Value {
  const left = evaluate(leftExpression, asked)
  if (operator === 'and' && left === false) return false
  if (operator === 'or' && left === true) return true
  const right = evaluate(rightExpression, asked)
  if (left === undefined || right === undefined) return undefined
  switch (operator) {
    case 'and': case 'or': return typeof right === 'boolean' ? right : undefined
    case '==': return left === right
    case '!=': return left !== right
    case 'in': return Array.isArray(right) ? right.includes(left) : undefined
    case 'not in': return Array.isArray(right) ? !right.includes(left) : undefined
    default: return typeof left === 'string' && typeof right === 'string' ? compareTexts(operator, left, right) : undefined
  }
}

function compareTexts(operator: 'matches' | 'contains' | 'startsWith' | 'endsWith', left: string, right: string): boolean | undefined {
  switch (operator) {
    case 'matches': return readRegex(right)?.test(left)
    case 'contains': return left.includes(right)
    case 'startsWith': return left.startsWith(right)
    case 'endsWith': return left.endsWith(right)
    default: return unreachable(operator)
  }
}

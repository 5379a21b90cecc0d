import type { Directive } from '@/lib/corefile/types'
import { evaluate, type Asked } from './evaluate'
import { readExpression } from './expression'

/** Whether a block is for a question; undefined: not modelled. */
export type Filter = (asked: Asked) => boolean | undefined

/** All expressions of a block's views must be true. Source: coredns plugin/view/view.go Filter. */
export function filterOf(directives: readonly Directive[]): Filter {
  const expressions = directives.flatMap(({ block }) => (block ?? []).filter(({ name }) => name === 'expr').map(({ args }) => readExpression(args.join(' '))))
  return asked => {
    const values = expressions.map(expression => (expression ? evaluate(expression, asked) : undefined))
    if (values.some(value => value === false)) return false
    return values.every(value => value === true) ? true : undefined
  }
}

import type { Context } from '@/lib/mechanisms/types'
import { elementId } from '@/lib/net/element-id'
import type { Problem } from '@/lib/network/problem'

/** A VPC has at most one internet gateway. Source: Amazon VPC user guide, "Internet gateways". */
export function checkGateway({ view, id, subject }: Context<'internet-gateway', unknown>): readonly Problem[] {
  const vpc = subject.parent ?? ''
  return view.childrenOf(elementId(vpc), 'internet-gateway').filter(other => other.id < id).slice(0, 1)
    .map(other => ({ severity: 'error', code: 'aws-internet-gateway.second', element: id, field: 'parent', facts: { vpc: view.nameOf(vpc), other: view.nameOf(other.id) } }))
}

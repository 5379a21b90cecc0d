import type { Context } from '@/lib/mechanisms/types'
import { elementId } from '@/lib/net/element-id'
import type { Problem } from '@/lib/network/problem'

/** A VPC has at most one virtual private gateway (AWS VPN quotas), and tunnels need the internet to run over. */
export function checkGateway({ view, id, subject }: Context<'vpn-gateway', unknown>): readonly Problem[] {
  const vpc = subject.parent ?? ''
  const facts = { gateway: view.nameOf(id), vpc: view.nameOf(vpc) }
  const second = view.childrenOf(elementId(vpc), 'vpn-gateway').filter(other => other.id < id).slice(0, 1)
    .map((other): Problem => ({ severity: 'error', code: 'aws-vpn-gateway.second', element: id, field: 'parent', facts: { ...facts, other: view.nameOf(other.id) } }))
  const stranded = view.of('internet').length === 0 && view.linksOf('tunnel').some(tunnel => tunnel.link.ends.some(end => end === id))
  return stranded ? [...second, { severity: 'error', code: 'aws-vpn-gateway.no-internet', element: id, facts }] : second
}

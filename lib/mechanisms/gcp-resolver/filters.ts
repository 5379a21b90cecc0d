import type { Context } from '@/lib/mechanisms/types'
import { cidr, contains } from '@/lib/net/cidr'
import { elementId, type ElementId } from '@/lib/net/element-id'
import { ip } from '@/lib/net/ip-address'
import { PROTOCOLS } from '@/lib/net/protocol'
import type { Filter } from '@/lib/network/filter'
import { filterOf } from '@/lib/network/names'
import { onePort } from '@/lib/network/plain'
import { schema, type Config } from './config'

type ResolverContext = Context<'name-server', Config>

/**
 * Questions, and answers to its own: every network sends 35.199.192.0/19 to its own Cloud DNS, so an answer to that of another network ends here.
 * Source: Google Cloud DNS documentation, "DNS zones overview": forwarding targets must be in the same network or behind its own VPN or
 * Interconnect, not behind a peering, because the return route for 35.199.192.0/19 is not exchanged; VPC documentation, "Routes", special return paths.
 */
export function ownAnswersOnly(context: ResolverContext): Filter {
  const { id } = context
  const code = 'gcp-resolver.answer-of-another'
  const protocols = [PROTOCOLS.udp, PROTOCOLS.tcp].map(protocol => ({ protocol, ports: [onePort(53)] }))
  const askers = askersAcross(context)
  return {
    id: filterOf(id, 'own-answers'), from: id, guards: { element: id, direction: 'in' }, hook: 'local-in', stateful: true, fixed: true,
    rules: [{ code: 'gcp-resolver.route', from: id, name: 'questions', order: 0, match: { protocols }, action: { type: 'accept' } }],
    otherwise: { action: { type: 'drop' }, code, elements: askers.length > 0 ? askers : [id] }, codes: { denied: code, reply: code, hidden: 'nat.hides-source' },
  }
}

/** Resolvers of other networks that forward to an address in this one. */
function askersAcross({ view, subject }: ResolverContext): readonly ElementId[] {
  const ranges = view.childrenOf(elementId(subject.parent ?? ''), 'subnet').map(subnet => cidr(subnet.element.cidr))
  const isHere = (server: string) => ranges.some(range => contains(range, ip(server)))
  return view.of('name-server').filter(({ element }) => element.parent !== subject.parent).flatMap(({ id, element }) => {
    const config = schema.safeParse(element.config ?? {})
    return config.success && [...config.data.outbound, ...config.data.forwarding.flatMap(({ servers }) => servers)].some(isHere) ? [id] : []
  })
}

import type { ElementId } from '@/lib/net/element-id'
import { PROTOCOLS } from '@/lib/net/protocol'
import type { Filter } from '@/lib/network/filter'
import type { Code } from '@/lib/network/ids'
import { filterOf } from '@/lib/network/names'

const dropping = (id: ElementId, name: string, code: Code): Omit<Filter, 'hook' | 'rules'> => ({
  id: filterOf(id, name), from: id, guards: { element: id, direction: 'in' }, stateful: false,
  otherwise: { action: { type: 'drop' }, code, elements: [id] }, codes: { denied: code, reply: code, hidden: 'nat.hides-source' },
})

/**
 * What is still addressed to the gateway itself after tracking was not asked for from inside.
 * Source: Amazon VPC user guide, "NAT gateways": no unsolicited connections from the internet.
 */
export const nothingUnasked = (id: ElementId): Filter => ({ ...dropping(id, 'unasked', 'aws-nat-gateway.unasked'), hook: 'local-in', rules: [] })

/** Source: Amazon VPC user guide, "NAT gateway basics": TCP, UDP and ICMP. */
export const carriedProtocols = (id: ElementId): Filter => ({
  ...dropping(id, 'protocols', 'aws-nat-gateway.protocol'), hook: 'forward',
  rules: [{
    code: 'aws-nat-gateway.translate', from: id, name: 'carried', order: 0, action: { type: 'accept' },
    match: { protocols: [PROTOCOLS.tcp, PROTOCOLS.udp, PROTOCOLS.icmp].map(protocol => ({ protocol })) },
  }],
})

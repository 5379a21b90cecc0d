import type { DesignView } from '@/lib/design/view'
import { elementId, type ElementId } from '@/lib/net/element-id'
import { PROTOCOLS } from '@/lib/net/protocol'
import type { Filter, FilterRule } from '@/lib/network/filter'
import { filterOf } from '@/lib/network/names'
import { onePort } from '@/lib/network/plain'
import type { Balancer } from './preservation'
import { targetsOf } from './targets'

/** What is still addressed to the balancer itself met no listener, or one without a ready target. Neither is answered. */
export function ownListenersOnly(view: DesignView, id: ElementId, balancer: Balancer): Filter {
  const code = 'aws-nlb.no-listener'
  const empty = balancer.listeners.filter(listener => targetsOf(view, balancer, listener).length === 0)
  return {
    id: filterOf(id, 'listeners'), from: id, guards: { element: id, direction: 'in' }, hook: 'local-in', stateful: false,
    rules: empty.map((listener, index): FilterRule => ({
      code: 'aws-nlb.no-targets', from: elementId(balancer.target), name: `${listener.protocol}/${listener.port}`, order: index, action: { type: 'drop' },
      match: { protocols: [{ protocol: PROTOCOLS[listener.protocol], ports: [onePort(listener.port)] }] },
    })),
    otherwise: { action: { type: 'drop' }, code, elements: [id] }, codes: { denied: code, reply: code, hidden: 'nat.hides-source' },
  }
}

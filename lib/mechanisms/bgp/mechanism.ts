import { defineMechanism, type Context } from '@/lib/mechanisms/types'
import { elementId } from '@/lib/net/element-id'
import type { Withholding } from '@/lib/network/route'
import { schema } from './config'
import { asnOf, isInternal, sessionEnds } from './ends'
import { checkSession } from './problems'

/** A BGP session: through a tunnel between the inside addresses of its ends, or between routers on a segment. Source: RFC 4271. */
export const bgp = defineMechanism({
  name: 'bgp',
  title: 'BGP session',
  category: 'routing',
  attachesTo: [{ kind: 'bgp-session', named: 'mechanism', otherwise: true }],
  schema,
  sentences: {
    'bgp.session-down': 'The BGP session is down: the tunnel under it may stand, but no routes are learned through it. Bring the session up again.',
    'bgp.learned': 'The route to {prefix} was learned by BGP.',
    'bgp.same-asn': 'Both ends of BGP session {session} ({ends}) have the AS number {asn}. VPN gateways speak external BGP only, so the session is not established. Give one end another AS number.',
    'bgp.tunnel-elsewhere': 'BGP session {session} runs over {tunnel}, which does not join its ends ({ends}). Choose a tunnel between them, or a segment on which both stand.',
    'bgp.filtered': 'The BGP filter of {elements} keeps the route to {destination} away. Let it through there.',
    'bgp.preferred': 'An end of the session prefers what it learns here.',
    'bgp.no-asn': 'Router {gateway} has no AS number, so it does not speak BGP. Give it one.',
    'bgp.no-inside-address': 'BGP session {session} needs an address of each end inside tunnel {tunnel} (or on that segment), and of the same version; they are missing there. Add them, in a tunnel between clouds the two hosts of a /30 inside 169.254.0.0/16.',
    'bgp.no-speaker': 'Gateway {gateway} does not speak BGP itself. Let session {session} end at the Cloud Router of that gateway.',
  },
  problems: { 'bgp-session': checkSession },
  contribute: {
    route: {
      'bgp-session': ({ view, id, subject, config }) => {
        const [a, b] = sessionEnds({ view, subject, config })
        if (!a || !b) return []
        const down = downWhy({ view, id, subject })
        return [{ add: 'session', session: { id, ends: [a, b], ...(down ? { down } : {}) } }]
      },
    },
  },
})

/** Its own state first; a tunnel that is down takes it along. Source: RFC 4271 section 8.2.2, from Established to Idle. */
function downWhy({ view, id, subject }: Pick<Context<'bgp-session', unknown>, 'view' | 'id' | 'subject'>): Withholding | undefined {
  const [a, b] = subject.ends
  if (asnOf(view, a) === asnOf(view, b) && !isInternal(view, subject.ends)) return { code: 'bgp.same-asn', elements: [elementId(a), elementId(b)] }
  if (subject.state === 'down') return { code: 'bgp.session-down', elements: [id] }
  const tunnel = view.linksOf('tunnel').find(other => other.id === subject.over)
  return tunnel?.link.state === 'down' ? { code: 'tunnel.down', elements: [tunnel.id] } : undefined
}

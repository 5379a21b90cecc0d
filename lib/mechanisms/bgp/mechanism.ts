import * as z from 'zod'
import { defineMechanism, type Context } from '@/lib/mechanisms/types'
import { elementId } from '@/lib/net/element-id'
import type { Withholding } from '@/lib/network/route'
import { asnOf, sessionEnds } from './ends'
import { checkSession } from './problems'

/** An eBGP session through a tunnel, between the inside addresses of its ends. Source: RFC 4271. */
export const bgp = defineMechanism({
  name: 'bgp',
  title: 'BGP session',
  category: 'routing',
  attachesTo: [{ kind: 'bgp-session', named: 'mechanism', otherwise: true }],
  schema: z.strictObject({}),
  sentences: {
    'bgp.session-down': 'The BGP session is down: the tunnel under it may stand, but no routes are learned through it. Bring the session up again.',
    'bgp.learned': 'The route to {prefix} was learned by BGP.',
    'bgp.same-asn': 'Both ends of BGP session {session} ({ends}) have the AS number {asn}. VPN gateways speak external BGP only, so the session is not established. Give one end another AS number.',
    'bgp.tunnel-elsewhere': 'BGP session {session} runs through tunnel {tunnel}, which does not join the gateways of its ends ({ends}). Choose a tunnel between them.',
    'bgp.no-inside-address': 'BGP session {session} needs an inside address at each end of tunnel {tunnel}, and they are missing there. Add the two hosts of a /30 inside 169.254.0.0/16 to the tunnel.',
    'bgp.no-speaker': 'Gateway {gateway} does not speak BGP itself. Let session {session} end at the Cloud Router of that gateway.',
  },
  problems: { 'bgp-session': checkSession },
  contribute: {
    route: {
      'bgp-session': ({ view, id, subject }) => {
        const [a, b] = sessionEnds({ view, subject })
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
  if (asnOf(view, a) === asnOf(view, b)) return { code: 'bgp.same-asn', elements: [elementId(a), elementId(b)] }
  if (subject.state === 'down') return { code: 'bgp.session-down', elements: [id] }
  const tunnel = view.linksOf('tunnel').find(other => other.id === subject.over)
  return tunnel?.link.state === 'down' ? { code: 'tunnel.down', elements: [tunnel.id] } : undefined
}

import type { Context } from '@/lib/mechanisms/types'
import type { Problem } from '@/lib/network/problem'

/**
 * HA VPN learns routes by BGP alone, so it needs a Cloud Router; and it is highly available only with a tunnel at each of its interfaces.
 * Source: Google Cloud VPN documentation, "Cloud VPN overview", HA VPN, and "HA VPN topologies".
 */
export function checkGateway({ view, id }: Context<'vpn-gateway', unknown>): readonly Problem[] {
  const facts = { gateway: view.nameOf(id) }
  const tunnels = view.linksOf('tunnel').filter(tunnel => tunnel.link.ends.some(end => end === id))
  const warning = (code: Problem['code']): Problem => ({ severity: 'warning', code, element: id, facts })
  return [
    ...(tunnels.length > 0 && view.of('internet').length === 0 ? [{ severity: 'error', code: 'gcp-vpn-gateway.no-internet', element: id, facts } as const] : []),
    ...(tunnels.length > 0 && !view.of('cloud-router').some(router => router.element.gateway === id) ? [warning('gcp-vpn-gateway.no-router')] : []),
    ...(tunnels.length === 1 ? [warning('gcp-vpn-gateway.one-tunnel')] : []),
  ]
}

import type { DesignView } from '@/lib/design/view'
import type { Context } from '@/lib/mechanisms/types'
import type { ElementId } from '@/lib/net/element-id'
import { ip, isIpText } from '@/lib/net/ip-address'
import { deviceOf, interfaceOf, speakerOf } from '@/lib/network/names'
import type { SessionEnd } from '@/lib/network/speaker'

/** AS number of a VPN gateway that was given none. Source: AWS Site-to-Site VPN user guide, "Virtual private gateway": default 64512. */
const DEFAULT_ASN = 64512

/** The gateway that an end stands at: itself, or the one its router speaks for. */
export const gatewayOf = (view: DesignView, end: string): string => view.get(end, 'cloud-router')?.gateway ?? end

export const asnOf = (view: DesignView, end: string): number => view.get(end, 'cloud-router')?.asn ?? view.get(end, 'vpn-gateway')?.asn ?? DEFAULT_ASN

/** Each end of a session with its inside address of the tunnel; null where the tunnel does not lead there or has no such address. */
export function sessionEnds({ view, subject }: Pick<Context<'bgp-session', unknown>, 'view' | 'subject'>): readonly (SessionEnd | null)[] {
  const tunnel = view.linksOf('tunnel').find(({ id }) => id === subject.over)
  return subject.ends.map(end => {
    const gateway = gatewayOf(view, end)
    const address = insideAddress(tunnel?.link.config, tunnel?.link.ends.findIndex(at => at === gateway) ?? -1)
    return tunnel && address !== null ? { speaker: speakerOf(end), address: ip(address), interfaceId: interfaceOf(deviceOf(gateway), tunnel.id) } : null
  })
}

/** Another mechanism's configuration, read as it is written: the tunnel's `inside` lists an address per end. */
function insideAddress(config: Readonly<Record<string, unknown>> | undefined, side: number): string | null {
  const inside = config?.['inside']
  const address: unknown = Array.isArray(inside) ? inside[side] : undefined
  return typeof address === 'string' && isIpText(address) ? address : null
}

/** Whether the tunnel joins the gateways of the session's two ends. */
export function joins(view: DesignView, over: string, ends: readonly string[]): boolean {
  const tunnel = view.linksOf('tunnel').find(({ id }) => id === over)
  const gateways = ends.map(end => gatewayOf(view, end)).sort()
  return tunnel !== undefined && [...tunnel.link.ends].sort().join(' ') === gateways.join(' ')
}

export const nameAll = (view: DesignView, ids: readonly (string | ElementId)[]): string => ids.map(id => view.nameOf(id)).join(', ')

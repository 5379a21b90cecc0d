import { parseInterfaceAddress } from '@/lib/design/interface-address'
import type { LinkOf } from '@/lib/design/design'
import type { DesignView } from '@/lib/design/view'
import { insideAddresses, tunnelDevice } from '@/lib/mechanisms/tunnel-devices'
import { bitsOfVersion, cidr } from '@/lib/net/cidr'
import { elementId, type ElementId } from '@/lib/net/element-id'
import { versionOf, type IpAddress } from '@/lib/net/ip-address'
import { deviceOf, interfaceOf, speakerOf } from '@/lib/network/names'
import type { PolicyTerm } from '@/lib/network/route-policy'
import type { SessionEnd } from '@/lib/network/speaker'
import type { Config } from './config'

/** AS number of a VPN gateway that was given none. Source: AWS Site-to-Site VPN user guide, "Virtual private gateway": default 64512. */
const DEFAULT_ASN = 64512

/** The gateway that an end stands at: itself, or the one its router speaks for. */
export const gatewayOf = (view: DesignView, end: string): string => view.get(end, 'cloud-router')?.gateway ?? end

export const asnOf = (view: DesignView, end: string): number => view.get(end, 'cloud-router')?.asn ?? view.get(end, 'vpn-gateway')?.asn ?? view.get(end, 'router')?.asn ?? DEFAULT_ASN

/** Two routers of one AS speak internal BGP; VPN gateways of clouds do not. */
export const isInternal = (view: DesignView, ends: readonly string[]): boolean => ends.every(end => view.get(end, 'router') !== undefined)

/** Each end of a session with its address: inside the tunnel, or on the segment. null where that does not lead there or it has no such address. */
export function sessionEnds({ view, subject, config }: { readonly view: DesignView; readonly subject: LinkOf<'bgp-session'>; readonly config: Config }): readonly (SessionEnd | null)[] {
  const found = subject.ends.map(end => addressesAt(view, end, subject.over))
  const version = ([4, 6] as const).find(one => found.every(own => own?.addresses.some(address => versionOf(address) === one)))
  return subject.ends.map((end, side): SessionEnd | null => {
    const own = found[side]
    const address = own?.addresses.find(one => versionOf(one) === version)
    if (!own || address === undefined) return null
    const options = { ...(config.nextHopSelf?.[side] ? { nextHopSelf: true as const } : {}), ...(config.reflects?.[side] ? { reflectsFor: true as const } : {}) }
    return { speaker: speakerOf(end), address, interfaceId: own.interfaceId, ...options, ...policiesAt(subject.ends[side] ?? '', config, side) }
  })
}

interface At { readonly interfaceId: SessionEnd['interfaceId']; readonly addresses: readonly IpAddress[] }

/** The interface of an end that leads into a tunnel or stands on a segment, with its addresses. */
function addressesAt(view: DesignView, end: string, over: string): At | null {
  const tunnel = view.linksOf('tunnel').find(({ id }) => id === over)
  const gateway = gatewayOf(view, end)
  if (tunnel) {
    const side = tunnel.link.ends.findIndex(at => at === gateway)
    const name = view.get(gateway, 'router') ? tunnelDevice(tunnel.link, tunnel.id, side) : tunnel.id
    return side < 0 ? null : { interfaceId: interfaceOf(deviceOf(gateway), name), addresses: insideAddresses(tunnel.link.config, side).map(({ address }) => address) }
  }
  const interfaces = view.get(end, 'router')?.interfaces ?? []
  const at = interfaces.findIndex(item => item.segment === over)
  const item = interfaces[at]
  return item ? { interfaceId: interfaceOf(deviceOf(end), item.name ?? `eth${at}`), addresses: (item.addresses ?? []).flatMap(text => parseInterfaceAddress(text)?.address ?? []) } : null
}

/** What an end takes and tells, where its configuration says anything about that. */
function policiesAt(end: string, { localPreference, denyIn, denyOut }: Config, side: number): Pick<SessionEnd, 'imports' | 'exports'> {
  const from = elementId(end)
  const denied = { code: 'bgp.filtered', from } as const
  const refusals = (texts: readonly string[] | undefined): readonly PolicyTerm[] => texts && texts.length > 0 ? [{ ...denied, prefixes: texts.map(text => ({ within: cidr(text), least: cidr(text).length, most: bitsOfVersion(versionOf(cidr(text).address)) })), action: 'deny' }] : []
  const preferred: readonly PolicyTerm[] = localPreference?.[side] === undefined ? [] : [{ ...denied, code: 'bgp.preferred', set: { localPreference: localPreference[side] }, action: 'accept' }]
  const imports = [...refusals(denyIn?.[side]), ...preferred]
  const exports = refusals(denyOut?.[side])
  return { ...(imports.length > 0 ? { imports: { terms: imports, otherwise: 'accept', denied } } : {}), ...(exports.length > 0 ? { exports: { terms: exports, otherwise: 'accept', denied } } : {}) }
}

/** Whether the tunnel joins the gateways of the session's two ends, or both stand on the segment. */
export function joins(view: DesignView, over: string, ends: readonly string[]): boolean {
  if (view.get(over, 'segment')) return ends.every(end => view.get(end, 'router')?.interfaces.some(item => item.segment === over))
  const tunnel = view.linksOf('tunnel').find(({ id }) => id === over)
  const gateways = ends.map(end => gatewayOf(view, end)).sort()
  return tunnel !== undefined && [...tunnel.link.ends].sort().join(' ') === gateways.join(' ')
}

export const nameAll = (view: DesignView, ids: readonly (string | ElementId)[]): string => ids.map(id => view.nameOf(id)).join(', ')

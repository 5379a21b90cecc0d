import { parseInterfaceAddress } from '@/lib/design/interface-address'
import type { LinkOf } from '@/lib/design/design'
import type { DesignView } from '@/lib/design/view'
import { ip, versionOf, type IpAddress } from '@/lib/net/ip-address'
import { tunnelDevices } from './tunnel-devices'

/** Addresses that a tunnel may end at: those of a VPN gateway, or of a router's interfaces (inside another tunnel, too). */
export function outsideAddressesOf(view: DesignView, end: string): readonly IpAddress[] {
  const gateway = view.get(end, 'vpn-gateway')
  if (gateway) return gateway.addresses.map(address => ip(address))
  const onWires = (view.get(end, 'router')?.interfaces ?? []).flatMap(item => (item.addresses ?? []).flatMap(text => parseInterfaceAddress(text)?.address ?? []))
  return [...onWires, ...tunnelDevices(view, end).flatMap(tunnel => tunnel.addresses.map(({ address }) => address))]
}

/** Where a tunnel ends outside: as it says, else at the first address of each end, of the version that both have. */
export function tunnelOutside(view: DesignView, ends: LinkOf<'tunnel'>['ends'], written: readonly string[] | undefined): readonly (IpAddress | undefined)[] {
  const [first, second] = ends.map(end => outsideAddressesOf(view, end))
  const common = ([4, 6] as const).find(version => first?.some(address => versionOf(address) === version) && second?.some(address => versionOf(address) === version))
  return [first, second].map((own, side) => (written?.[side] === undefined ? own?.find(address => common === undefined || versionOf(address) === common) : ip(written[side])))
}

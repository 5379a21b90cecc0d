import type { LinkOf } from '@/lib/design/design'
import { ID_PATTERN } from '@/lib/design/fields'
import { parseInterfaceAddress, type InterfaceAddress } from '@/lib/design/interface-address'
import type { DesignView } from '@/lib/design/view'
import { isIpText } from '@/lib/net/ip-address'

/** What a tunnel's interface is called at one of its ends: as its configuration's `dev` says, else as the link. */
export function tunnelDevice(link: Pick<LinkOf<'tunnel'>, 'config'>, id: string, side: number): string {
  const names = link.config?.['dev']
  const name: unknown = Array.isArray(names) ? names[side] : undefined
  return typeof name === 'string' && ID_PATTERN.test(name) ? name : id
}

/** The tunnels that end at a machine with their inside addresses; another mechanism's configuration, read as it is written. */
export const tunnelDevices = (view: DesignView, machine: string): readonly { readonly name: string; readonly addresses: readonly InterfaceAddress[] }[] =>
  view.linksOf('tunnel').flatMap(({ id, link }) => (link.ends as readonly string[]).flatMap((end, side) => (end === machine ? [{ name: tunnelDevice(link, id, side), addresses: insideAddresses(link.config, side) }] : [])))

/** Length of the prefix of an inside address that is written without one: as VPN gateways take them. Source: AWS Site-to-Site VPN user guide, "Tunnel options". */
const PLAIN_LENGTH = 30

/** The inside addresses of one end; another mechanism's configuration, read as it is written. */
export function insideAddresses(config: Readonly<Record<string, unknown>> | undefined, side: number): readonly InterfaceAddress[] {
  const inside = config?.['inside']
  const own: unknown = Array.isArray(inside) ? inside[side] : undefined
  return (Array.isArray(own) ? own : [own]).flatMap((text: unknown) => (typeof text === 'string' ? parseInterfaceAddress(isIpText(text) ? `${text}/${PLAIN_LENGTH}` : text) ?? [] : []))
}

import { parseInterfaceAddress, type InterfaceAddress } from '@/lib/design/interface-address'
import { tunnelDevice } from '@/lib/mechanisms/tunnel-devices'
import type { MachineContext } from './interfaces'

/** The tunnels that end at a machine with their inside addresses; another mechanism's configuration, read as it is written. */
export const tunnelDevices = ({ view, id: machine }: Pick<MachineContext, 'view' | 'id'>): readonly { readonly name: string; readonly addresses: readonly InterfaceAddress[] }[] =>
  view.linksOf('tunnel').flatMap(({ id, link }) => (link.ends as readonly string[]).flatMap((end, side) => (end === machine ? [{ name: tunnelDevice(link, id, side), addresses: insideOf(link.config, side) }] : [])))

function insideOf(config: Readonly<Record<string, unknown>> | undefined, side: number): readonly InterfaceAddress[] {
  const inside = config?.['inside']
  const own: unknown = Array.isArray(inside) ? inside[side] : undefined
  return (Array.isArray(own) ? own : [own]).flatMap((text: unknown) => (typeof text === 'string' ? parseInterfaceAddress(text) ?? [] : []))
}

import type { Context } from '@/lib/mechanisms/types'
import { tunnelDevices } from '@/lib/mechanisms/tunnel-devices'
import { parseInterfaceAddress, type InterfaceAddress } from '@/lib/design/interface-address'
import type { ElementOf } from '@/lib/design/design'
import type { DesignView } from '@/lib/design/view'
import { bitsOfVersion, cidr, contains, type Cidr } from '@/lib/net/cidr'
import { ip, versionOf } from '@/lib/net/ip-address'
import type { Interface } from '@/lib/network/device'
import type { InterfaceId } from '@/lib/network/ids'
import { deviceOf, interfaceOf, linkOf } from '@/lib/network/names'
import { plainInterface, plainPort } from '@/lib/network/plain'
import type { Config } from './config'

export type MachineContext = Context<'router', Config> | Context<'host', Config>

/** What an Ethernet carries, in bytes. Source: RFC 894. */
const ETHERNET_MTU_BYTES = 1500
/** One interface as the drawing has it. */
export interface DrawnInterface {
  readonly name: string
  readonly written: ElementOf<'router'>['interfaces'][number]
  readonly addresses: readonly InterfaceAddress[]
  readonly mtuBytes: number
}

/** The interfaces of a machine: those it lists, or the one by which a host stands on its segment. */
export function interfacesOf(view: DesignView, subject: ElementOf<'router'> | ElementOf<'host'>): readonly DrawnInterface[] {
  return (subject.interfaces ?? only(view, subject as ElementOf<'host'>)).map((written, at) => ({
    name: written.name ?? `eth${at}`, written,
    addresses: (written.addresses ?? []).flatMap(text => parseInterfaceAddress(text) ?? []),
    mtuBytes: written.mtuBytes ?? view.get(written.segment, 'segment')?.mtuBytes ?? ETHERNET_MTU_BYTES,
  }))
}

/** A host that lists none has one address, as long as the prefix of the segment that it lies in. */
function only(view: DesignView, { segment, address }: ElementOf<'host'>): readonly DrawnInterface['written'][] {
  if (segment === undefined) return []
  const own = ip(address)
  const range = (view.get(segment, 'segment')?.cidrs ?? []).map(text => cidr(text)).find(prefix => contains(prefix, own))
  return [{ segment, addresses: [`${own}/${(range ?? whole(own)).length}`] }]
}

const whole = (address: Cidr['address']): Cidr => ({ address, length: bitsOfVersion(versionOf(address)) })

/** What the machine calls its interfaces: those on segments, and its ends of tunnels. */
export const deviceNames = (context: MachineContext): readonly string[] => wiresOf(context).map(({ name }) => name)

/** An interface that packets can leave by: on a segment, or into a tunnel. */
export interface WireEnd { readonly name: string; readonly id: InterfaceId; readonly addresses: readonly InterfaceAddress[]; readonly into: 'segment' | 'tunnel' }

export const wiresOf = ({ view, id, subject }: MachineContext): readonly WireEnd[] => [
  ...interfacesOf(view, subject).map(({ name, addresses }) => ({ name, addresses, id: interfaceOf(deviceOf(id), name), into: 'segment' as const })),
  ...tunnelDevices(view, id).map(({ name, addresses }) => ({ name, addresses, id: interfaceOf(deviceOf(id), name), into: 'tunnel' as const })),
]

/** An interface as Linux sets it up: it answers neighbours for all addresses of the machine and for what it proxies. Source: ip-sysctl.rst, `arp_ignore` 0, `rp_filter`, `proxy_arp`; ip-neighbour(8) `proxy`. */
export function toInterface({ id, config }: MachineContext, { name, written, addresses, mtuBytes }: DrawnInterface): Interface {
  const item = interfaceOf(deviceOf(id), name)
  return {
    ...plainInterface(item, linkOf(written.segment), id, mtuBytes), addresses, sendsTooBig: config.icmpErrors !== false,
    reversePathFilter: written.rpFilter ?? 'off',
    answersFor: 'device', ...(written.clampMss ? { mssClampToMtu: true } : {}), ...(written.proxyArp ? { proxyArp: true } : {}),
    ...(written.proxy ? { port: { ...plainPort(item), claims: written.proxy.map(text => cidr(text)) } } : {}),
  }
}

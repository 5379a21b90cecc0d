import type { Context } from '@/lib/mechanisms/types'
import { parseInterfaceAddress } from '@/lib/design/interface-address'
import { bitsOfVersion, cidr, contains, DEFAULT_V4, DEFAULT_V6, formatCidr, prefixOf, sameCidr } from '@/lib/net/cidr'
import { elementId } from '@/lib/net/element-id'
import { ip, versionOf, type IpAddress, type IpVersion } from '@/lib/net/ip-address'
import type { Addition } from '@/lib/network/addition'
import type { Code } from '@/lib/network/ids'
import { deviceOf, interfaceOf, linkOf } from '@/lib/network/names'
import { plainInterface, plainLink } from '@/lib/network/plain'
import type { Problem } from '@/lib/network/problem'
import type { Tunnel } from '@/lib/network/tunnel'
import type { TunnelConfig } from './linux-tunnel-config'
import { tunnelDevice } from './tunnel-devices'
import { outsideAddressesOf, tunnelOutside } from './tunnel-ends'

/** What one technology puts around a packet, and how, when it runs over a version of IP. */
export interface Wrapping extends Pick<Tunnel, 'outerProtocol' | 'headerBytes' | 'outerDf'> {
  readonly port?: number
  readonly sourcePort?: NonNullable<Tunnel['sourcePort']>
  readonly key?: number
  readonly blockBytes?: number
  readonly accepts?: NonNullable<Tunnel['accepts']>
  readonly learnsTooBig?: NonNullable<Tunnel['learnsTooBig']>
  readonly encrypted?: boolean
  readonly routedByMark?: true
  /** MTU of the interface where the configuration says none, in bytes. */
  readonly mtuBytes: number
  /** Versions of IP that it carries. */
  readonly carries: readonly IpVersion[]
}

type TunnelContext<Config> = Context<'tunnel', Config>

/** Prefixes that an end may send in, and take out, where the tunnel selects. */
export type Selectors<Config> = (config: Config, side: number) => readonly string[] | undefined

const EVERYTHING = { 4: DEFAULT_V4, 6: DEFAULT_V6 } as const

/** The link of a tunnel; down where a person has cut it. */
export function tunnelLink({ id, subject }: TunnelContext<unknown>): readonly Addition[] {
  const down = { up: false, down: { code: 'tunnel.down', elements: [id] } } as const
  return [{ add: 'link', link: { ...plainLink(linkOf(id), id, 'tunnel'), ...(subject.state === 'down' ? down : {}) } }]
}

/** The interface at each end: its addresses, and what it wraps packets into. */
export function tunnelInterfaces<Config extends TunnelConfig>(context: TunnelContext<Config>, name: string, wrapping: (config: Config, version: IpVersion) => Wrapping, selectors?: Selectors<Config>): readonly Addition[] {
  const { view, id, subject, config, network } = context
  const outside = tunnelOutside(view, subject.ends, config.outside)
  return subject.ends.flatMap((end, side): readonly Addition[] => {
    const [local, remote] = [outside[side], outside[1 - side]]
    const device = deviceOf(end)
    if (!network.devices.has(device) || local === undefined || remote === undefined) return []
    const { mtuBytes, carries, blockBytes = 0, encrypted = false, ...outer } = wrapping(config, versionOf(local))
    const everything = carries.map(version => EVERYTHING[version])
    const chosen = selectors?.(config, side)?.map(text => cidr(text))
    const tunnel: Tunnel = {
      ...outer, blockBytes, trailerBytes: 0, encrypted, local, protocolName: name, dialledBy: 'either',
      peers: [{ sources: everything, destinations: chosen ?? everything, endpoint: { address: remote, device: deviceOf(subject.ends[1 - side] ?? '') } }],
    }
    const item = interfaceOf(device, tunnelDevice(subject, id, side))
    return [{
      add: 'interface', device,
      interface: {
        ...plainInterface(item, linkOf(id), elementId(end), config.mtuBytes ?? mtuBytes), addresses: insideOf(config, side), sendsTooBig: true, answersFor: 'device', tunnel,
        reversePathFilter: config.rpFilter ?? 'off', ...(config.clampMss ? { mssClampToMtu: true } : {}),
      },
    }]
  })
}

const insideOf = ({ inside }: TunnelConfig, side: number) => (inside?.[side] ?? []).flatMap(text => parseInterfaceAddress(text) ?? [])

/** Sentences of what can be wrong with any of these tunnels, for its catalogue. */
export const tunnelSentences = (name: string): Readonly<Record<Code, string>> => ({
  [`${name}.one-machine`]: 'Tunnel {tunnel} begins and ends at {machine}. Choose another machine for one end.',
  [`${name}.outside-of-another`]: 'Tunnel {tunnel} ends at {address}, which is not an address of {machine}. Choose one of its addresses.',
  [`${name}.no-outside`]: '{machine} has no address at which tunnel {tunnel} could end. Give it one.',
  [`${name}.versions-differ`]: 'Tunnel {tunnel} runs from {first} to {second}, which are of different versions of IP. Choose two of the same.',
  [`${name}.inside-apart`]: 'The inside addresses {first} and {second} of tunnel {tunnel} share no prefix, so its ends do not reach each other by them. Choose two of one prefix.',
  'tunnel.down': 'The tunnel that would carry this is down, and what was learned through it is gone. Bring it up again, or one of those beside it.',
})

/** What can be wrong with any of these tunnels. */
export function checkTunnel<Config extends TunnelConfig>({ view, id, subject, config }: TunnelContext<Config>, name: string): readonly Problem[] {
  const problem = (code: string, field: string, facts: Problem['facts']): Problem => ({ severity: 'error', code: `${name}.${code}`, element: id, field, facts: { tunnel: view.nameOf(id), ...facts } })
  const [a, b] = subject.ends
  const outside = tunnelOutside(view, subject.ends, config.outside)
  const machine = (side: number) => ({ machine: view.nameOf(subject.ends[side] ?? '') })
  const [first, second] = outside
  const apart = (insideOf(config, 0)).filter(own => insideOf(config, 1).some(other => versionOf(other.address) === versionOf(own.address)) && !insideOf(config, 1).some(other => together(own, other)))
  return [
    ...(a === b ? [problem('one-machine', 'ends', machine(0))] : []),
    ...outside.flatMap((address, side) => (address === undefined ? [problem('no-outside', 'config.outside', machine(side))] : [])),
    ...(config.outside ?? []).flatMap((address, side) => (outsideAddressesOf(view, subject.ends[side] ?? '').includes(ip(address)) ? [] : [problem('outside-of-another', `config.outside.${side}`, { address, ...machine(side) })])),
    ...(first !== undefined && second !== undefined && versionOf(first) !== versionOf(second) ? [problem('versions-differ', 'config.outside', { first, second })] : []),
    ...apart.map(own => problem('inside-apart', 'config.inside', { first: `${own.address}/${own.length}`, second: insideOf(config, 1).map(({ address, length }) => formatCidr(prefixOf(address, length))).join(', ') })),
  ]
}

interface Inside { readonly address: IpAddress; readonly length: number }
/** An address without a prefix of its own (/32, as overlays have them) is reached by routes. */
const isAlone = ({ address, length }: Inside): boolean => length === bitsOfVersion(versionOf(address))
const together = (a: Inside, b: Inside): boolean => isAlone(a) || isAlone(b) || sameCidr(prefixOf(a.address, a.length), prefixOf(b.address, b.length)) || contains(prefixOf(a.address, a.length), b.address)

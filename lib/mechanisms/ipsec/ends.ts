import type { Context } from '@/lib/mechanisms/types'
import { tunnelOutside } from '@/lib/mechanisms/tunnel-ends'
import { DEFAULT_V4, DEFAULT_V6 } from '@/lib/net/cidr'
import { elementId } from '@/lib/net/element-id'
import { ip } from '@/lib/net/ip-address'
import { PROTOCOLS } from '@/lib/net/protocol'
import type { Addition } from '@/lib/network/addition'
import { deviceOf, interfaceOf, linkOf } from '@/lib/network/names'
import { plainInterface } from '@/lib/network/plain'
import type { Config } from './config'
import { espOverhead, innerMtuBytes } from './esp'

/** Source: RFC 3948 section 2.1. */
const NAT_TRAVERSAL_PORT = 4500
/** Largest packet outside where the gateway's own outside interface is not drawn, in bytes. Source: RFC 894. */
const OUTSIDE_MTU_BYTES = 1500
/** IPv4 and TCP header without options. Source: RFC 6691 section 2. */
const MSS_OVERHEAD_BYTES = 40

/**
 * Gateways that drop a packet too large for the tunnel without a word. Source: Amazon VPC documentation, "Transit gateway quotas", MTU: path
 * MTU discovery is not supported, TCP is clamped; the same is assumed for virtual private gateways. Google Cloud VPN documentation, "MTU
 * considerations": Cloud VPN does answer with fragmentation needed.
 */
const SILENT_PROVIDERS: readonly string[] = ['aws']

/** The tunnel's interface on each gateway: what it takes in, what it wraps it into, and whom it sends that to. */
export function tunnelEnds({ view, id, subject, config, network }: Context<'tunnel', Config>): readonly Addition[] {
  const overhead = espOverhead(config.cipher, config.natTraversal ? 'udp' : 'esp')
  const outside = outsideAddresses({ view, subject, config })
  return subject.ends.flatMap((gateway, side): readonly Addition[] => {
    const device = deviceOf(gateway)
    const local = outside[side]
    const remote = outside[1 - side]
    if (!network.devices.has(device) || local === undefined || remote === undefined) return []
    const mtuBytes = innerMtuBytes(overhead, outerMtuBytes(network, gateway, local))
    const inside = config.inside?.[side]
    return [{
      add: 'interface', device,
      interface: {
        ...plainInterface(interfaceOf(device, id), linkOf(id), elementId(gateway), mtuBytes),
        addresses: inside === undefined ? [] : [{ address: ip(inside), length: 30 }],
        sendsTooBig: !SILENT_PROVIDERS.includes(view.providerOf(gateway) ?? ''), mssClampBytes: mtuBytes - MSS_OVERHEAD_BYTES,
        tunnel: {
          ...overhead, outerProtocol: config.natTraversal ? PROTOCOLS.udp : PROTOCOLS.esp, ...(config.natTraversal ? { port: NAT_TRAVERSAL_PORT } : {}),
          outerDf: 'set', local: ip(local), dialledBy: 'either', encrypted: true, protocolName: 'ipsec',
          peers: [{ sources: [DEFAULT_V4, DEFAULT_V6], destinations: [DEFAULT_V4, DEFAULT_V6], endpoint: { address: ip(remote), device: deviceOf(subject.ends[1 - side] ?? '') } }],
        },
      },
    }]
  })
}

/** The outside addresses that the tunnel names, else the first of each gateway or router. */
export function outsideAddresses({ view, subject, config }: Pick<Context<'tunnel', Config>, 'view' | 'subject' | 'config'>): readonly (string | undefined)[] {
  return tunnelOutside(view, subject.ends, config.outside)
}

/** What the gateway can send outside in one packet. */
function outerMtuBytes(network: Context<'tunnel', Config>['network'], gateway: string, local: string): number {
  const device = network.devices.get(deviceOf(gateway))
  const outside = device?.interfaces.find(item => item.id === interfaceOf(device.id, 'outside') || item.addresses.some(own => own.address === local))
  return outside?.mtuBytes ?? OUTSIDE_MTU_BYTES
}

import { PROTOCOLS } from '@/lib/net/protocol'
import { versionOf } from '@/lib/net/ip-address'
import type { Network } from '@/lib/network/network'
import type { ClientSees } from '@/lib/network/trace'
import { indexNetwork } from './index'
import { inverse, top } from './packet'
import { startWalk, walkAll } from './start'
import { copyMemory, type Walk } from './walk'

/** An ICMP error carries the header and the first bytes of what it speaks of. Source: RFC 792, RFC 1812 section 4.3.2.3. */
const ERROR_BYTES = 96

/**
 * What the client notices of a failure: the error or reset that the failing device sends must itself find its way home, through the same
 * translations and filters; otherwise the client waits in vain.
 */
export function clientSees(network: Network, failed: Walk): ClientSees {
  const notice = failed.ending?.notice
  const client = failed.hops[0]?.device
  if (!notice || client === undefined) return 'timeout'
  const sees: ClientSees = notice.says === 'ttl' ? 'unreachable' : notice.says === 'reset' ? 'refused' : notice.says
  if (failed.device.id === client) return sees
  const header = top(failed.packet)
  const reset = notice.says === 'reset'
  const source = reset ? header.destination : failed.device.interfaces.flatMap(item => item.addresses).find(own => versionOf(own.address) === versionOf(header.source))?.address
  if (source === undefined) return 'timeout'
  const walk = startWalk({
    device: failed.device, memory: copyMemory(failed.memory), phase: 'notice', segment: reset ? 'reset' : 'none', sizeBytes: ERROR_BYTES, dontFragment: false,
    header: reset ? inverse(header) : { source, destination: header.source, protocol: PROTOCOLS.icmp }, ...(reset ? {} : { quoted: header }),
  })
  const arrived = walkAll({ network, index: indexNetwork(network), flow: { device: failed.device.id, destination: header.source, protocol: header.protocol, sizeBytes: ERROR_BYTES, dontFragment: false }, expectation: { type: 'notice', device: client }, walk })
  return arrived.some(way => way.ending?.disposition === 'accepted') ? sees : 'timeout'
}

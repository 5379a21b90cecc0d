import { parseTraffic } from '@/lib/design/fields'
import type { ElementId } from '@/lib/net/element-id'
import { ALL_PORTS } from '@/lib/net/port'
import { PROTOCOLS } from '@/lib/net/protocol'
import type { Listener } from '@/lib/network/device'
import { onePort } from '@/lib/network/plain'

/** What listens on the ports that an element lists: a bare number is TCP, `udp/53` says the protocol, `all` is every TCP and UDP port. */
export const listenersFor = (from: ElementId, ports: readonly (number | string)[] = []): readonly Listener[] => ports.flatMap(port => {
  if (typeof port === 'number') return [{ protocol: PROTOCOLS.tcp, ports: onePort(port), from }]
  const traffic = parseTraffic(port)
  const protocols = traffic?.protocol ? [traffic.protocol] : [PROTOCOLS.tcp, PROTOCOLS.udp]
  return protocols.map(protocol => ({ protocol, ports: traffic?.ports ?? ALL_PORTS, from }))
})

import type { ElementOf } from '@/lib/design/design'
import { DEFAULT_V4 } from '@/lib/net/cidr'
import type { ElementId } from '@/lib/net/element-id'
import { listenersFor } from '@/lib/mechanisms/listeners'
import type { Device } from '@/lib/network/device'
import { deviceOf, interfaceOf } from '@/lib/network/names'
import { plainDevice } from '@/lib/network/plain'
import type { Route } from '@/lib/network/route'

/** A machine on the internet: one interface, everything by default to the internet. A bare number among its ports is TCP. */
export function internetHost(id: ElementId, host: ElementOf<'host'>): Device {
  const device = plainDevice(deviceOf(id), id, 'endpoint')
  const route: Route = {
    code: 'internet.host-default', from: id, prefix: DEFAULT_V4, nextHop: { type: 'interface', interfaceId: interfaceOf(device.id, 'eth0') }, origin: 'default', preference: 0,
  }
  return { ...device, notices: 'icmp', tables: device.tables.map(table => ({ ...table, routes: [route] })), listeners: listenersFor(id, host.ports) }
}

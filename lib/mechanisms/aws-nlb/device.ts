import type { DesignView } from '@/lib/design/view'
import { cidr, DEFAULT_V4, nthAddress } from '@/lib/net/cidr'
import type { ElementId } from '@/lib/net/element-id'
import type { Device } from '@/lib/network/device'
import { deviceOf, interfaceOf } from '@/lib/network/names'
import { plainDevice } from '@/lib/network/plain'
import type { Route } from '@/lib/network/route'
import type { Balancer } from './preservation'

/** Stands in its subnet like a machine: neighbours directly, the rest by the router at the subnet's first host address. */
export function balancerDevice(view: DesignView, id: ElementId, balancer: Balancer): Device {
  const device = plainDevice(deviceOf(id), id, 'balancer')
  const range = view.get(balancer.subnet, 'subnet')?.cidr
  const interfaceId = interfaceOf(device.id, 'eth0')
  const router = range === undefined ? undefined : nthAddress(cidr(range), 1)
  const routes: readonly Route[] = range === undefined || router === undefined ? [] : [
    { code: 'aws-nlb.subnet', from: id, prefix: cidr(range), nextHop: { type: 'connected', interfaceId }, origin: 'connected', preference: 0 },
    { code: 'aws-nlb.default', from: id, prefix: DEFAULT_V4, nextHop: { type: 'via', address: router, interfaceId }, origin: 'default', preference: 0 },
  ]
  return { ...device, forwards: true, tables: device.tables.map(table => ({ ...table, routes })) }
}

import type { ElementId } from '@/lib/net/element-id'
import type { IpAddress } from '@/lib/net/ip-address'
import type { DeviceId } from '@/lib/network/ids'
import type { Network } from '@/lib/network/network'

/**
 * The devices that a question for an element's address is meant to reach: the device that owns the address, or for a service's address the
 * pods behind it. null: nobody in particular, whoever accepts it is right.
 */
export function intendedDevices(network: Network, element: ElementId | undefined, address: IpAddress, device?: DeviceId): ReadonlySet<DeviceId> | null {
  if (device !== undefined) return new Set([device])
  if (element === undefined) return null
  const found = new Set<DeviceId>()
  for (const objects of network.clusters.values()) {
    for (const service of objects.services) if (service.from === element) for (const endpoint of service.endpoints) found.add(endpoint.device)
  }
  if (found.size > 0) return found
  for (const candidate of network.devices.values()) {
    if (candidate.from === element && candidate.interfaces.some(item => item.addresses.some(own => own.address === address))) found.add(candidate.id)
  }
  return found.size > 0 ? found : null
}

import { hint } from '@/lib/design/nearest'
import { resolveEndpoint, type Endpoint } from '@/lib/ask/endpoint'
import { err, ok, type Result } from '@/lib/net/result'
import type { DeviceId, NameServerId } from '@/lib/network/ids'
import type { Network } from '@/lib/network/network'
import type { Prepared } from '@/lib/verify/prepare'

/** A name server, and one of its processes where only that one is meant. */
export interface MeantServer { readonly server: NameServerId; readonly instance?: DeviceId }

/** What `--server` means: a name server, one of its pods, the service in front of it, or an address of any of these. */
export function serverNamed(text: string, { view, network }: Pick<Prepared, 'view' | 'network'>): Result<MeantServer, string> {
  const endpoint = resolveEndpoint(text, view, network)
  if (!endpoint.ok) return endpoint
  const servers = [...network.nameServers.values()]
  const whole = servers.find(server => endpoint.value.type === 'devices' && server.from === endpoint.value.element && server.instances.length === endpoint.value.devices.length)
  if (whole) return ok({ server: whole.id })
  const [device] = devicesBehind(endpoint.value, network)
  const found = device === undefined ? undefined : servers.find(server => server.instances.includes(device))
  if (device !== undefined && found) return ok(endpoint.value.type === 'devices' && endpoint.value.devices.length > 0 ? { server: found.id, instance: device } : { server: found.id })
  const names = servers.map(server => server.from as string)
  return err(`"${text}" is no name server${hint(text, names, names.length > 0 ? `; there are ${names.join(', ')}` : ', and the design has none')}`)
}

function devicesBehind(endpoint: Endpoint, network: Network): readonly DeviceId[] {
  const services = [...network.clusters.values()].flatMap(cluster => cluster.services)
  switch (endpoint.type) {
    case 'devices': return endpoint.devices.length > 0 ? endpoint.devices : services.filter(service => service.from === endpoint.element).flatMap(service => service.endpoints.map(one => one.device))
    case 'address': return [...endpoint.owners, ...services.filter(service => service.clusterAddresses.includes(endpoint.address)).flatMap(service => service.endpoints.map(one => one.device))]
    case 'name': return []
  }
}

import { vpcOfSubnet } from '@/lib/design/clusters'
import { ip, type IpAddress } from '@/lib/net/ip-address'
import type { Addition } from '@/lib/network/addition'
import { deviceOf } from '@/lib/network/names'
import { providerOf, standing, type HostContext } from './machine'

/**
 * The name servers that its network gives it: those drawn there, endpoints of theirs aside, each at the address that it is drawn with, else at
 * the one that its cloud has given it. Source: resolv.conf(5): at most three.
 */
export function hostResolver(context: HostContext): readonly Addition[] {
  const { view, id, network } = context
  const at = standing(context)
  if (!at) return []
  const vpc = vpcOfSubnet(view, at.subnet)
  const drawn = (vpc ? view.childrenOf(vpc.id, 'name-server') : []).filter(({ element }) => element.subnet === undefined)
  const given = (server: (typeof drawn)[number]) => network.devices.get(deviceOf(server.id))?.interfaces[0]?.addresses[0]?.address
  const addressesOf = (servers: typeof drawn): readonly IpAddress[] => servers.flatMap(server => (server.element.address === undefined ? given(server) : ip(server.element.address)) ?? [])
  const own = providerOf(view, at.subnet).ownServers === 'replace' ? addressesOf(drawn.filter(({ element }) => element.host !== undefined)) : []
  const nameServers = (own.length > 0 ? own : addressesOf(drawn)).slice(0, 3)
  return [{ add: 'stub-resolver', device: deviceOf(id), stubResolver: { from: id, nameServers, search: [], ndots: 1, timeoutSeconds: 5, attempts: 2, library: 'glibc' } }]
}

import type * as z from 'zod'
import { domainOf, placedPods } from '@/lib/design/clusters'
import type { Context } from '@/lib/mechanisms/types'
import { elementId } from '@/lib/net/element-id'
import { ip, type IpAddress } from '@/lib/net/ip-address'
import type { DeviceId } from '@/lib/network/ids'
import { deviceOf } from '@/lib/network/names'
import type { schema } from './config'
import { cacheCorefile } from './corefile'

export type CacheContext = Context<'name-server', z.infer<typeof schema>>

/** It runs on every node, in the node's own network. */
export const instancesOf = ({ view, subject }: CacheContext): readonly DeviceId[] => view.childrenOf(elementId(subject.parent ?? ''), 'node').map(({ id }) => deviceOf(id))

/** The address of the cluster's DNS service, which the cache takes over on every node, unless IPVS holds it there already. */
export function serviceAddress({ view, subject, config }: CacheContext): IpAddress | undefined {
  const address = view.get(view.get(subject.parent, 'cluster')?.dns, 'service')?.address
  return config.proxyMode === 'ipvs' || address === undefined ? undefined : ip(address)
}

export function listensOf(context: CacheContext): readonly IpAddress[] {
  const taken = serviceAddress(context)
  return [ip(context.config.address), ...taken === undefined ? [] : [taken]]
}

/**
 * The Corefile given, or the one installed. Upstream is the service that is drawn for it; else, as `kube-dns-upstream` does, the pods
 * behind the cluster's DNS service, and with IPVS that service itself.
 */
export function corefileOf(context: CacheContext): string {
  const { view, subject, config } = context
  const cluster = view.get(subject.parent, 'cluster')
  const dns = view.get(cluster?.dns, 'service')
  const drawn = view.get(config.upstream, 'service')?.address ?? (config.proxyMode === 'ipvs' ? dns?.address : undefined)
  const upstreams = drawn === undefined ? placedPods(view, dns?.workload).map(({ address }) => String(address)) : [drawn]
  return config.corefile ?? cacheCorefile({ domain: domainOf(cluster), listens: listensOf(context).map(String), upstreams })
}

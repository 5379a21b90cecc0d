import { versionOf, type IpAddress } from '@/lib/net/ip-address'
import { joinName } from '@/lib/dns/names'
import type { Device } from '@/lib/network/device'
import type { ResourceRecord } from '@/lib/network/name-server'
import { endpointLabel } from './endpoints'
import type { ObjectIndex } from './objects'
import type { Stanza } from './stanza'

/** A name of the server itself, with its address. */
export interface NameServerName { readonly name: string; readonly address: IpAddress }

/**
 * The names that the server has as name server of a zone: those of the services it is an endpoint of, else `ns.dns.<zone>` with its own
 * addresses. Source: coredns plugin/kubernetes/ns.go nsAddrs.
 */
export function serverNames(device: Device | undefined, zone: string, stanza: Stanza, objects: ObjectIndex): readonly NameServerName[] {
  const own = stanza.ownAddresses === 'unknown' ? [] : device?.interfaces.flatMap(item => item.addresses.map(({ address }) => address)) ?? []
  const holders = stanza.endpoints === 'watched' ? own.flatMap(address => objects.byEndpointAddress.get(address) ?? []) : []
  if (holders.length === 0) return own.map(address => ({ name: defaultName(zone), address }))
  return holders.flatMap(({ service, endpoints }) => {
    const name = joinName(service.name, service.namespace, 'svc', zone)
    return service.type === 'Headless'
      ? endpoints.map(endpoint => ({ name: joinName(endpointLabel(endpoint, stanza), name), address: endpoint.address }))
      : service.clusterAddresses.map(address => ({ name, address }))
  })
}

export const defaultName = (zone: string): string => joinName('ns.dns', zone)

/** NS records of the apex, with the addresses of their targets. */
export function apexRecords(names: readonly NameServerName[], zone: string, ttlSeconds: number): { readonly answers: readonly ResourceRecord[]; readonly additional: readonly ResourceRecord[] } {
  const owners = [...new Set(names.map(({ name }) => name))]
  return {
    answers: owners.map(data => ({ name: zone === '.' ? '' : zone, type: 'NS', ttlSeconds, data })),
    additional: names.map(({ name, address }) => ({ name, type: versionOf(address) === 4 ? 'A' : 'AAAA', ttlSeconds, data: address })),
  }
}

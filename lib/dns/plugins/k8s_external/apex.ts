import { joinName } from '@/lib/dns/names'
import type { ObjectIndex } from '@/lib/dns/plugins/kubernetes/objects'
import type { Stanza } from '@/lib/dns/plugins/kubernetes/stanza'
import type { Device } from '@/lib/network/device'
import type { ResourceRecord } from '@/lib/network/name-server'
import type { Query } from '@/lib/network/resolution'
import { familyOf } from './family'

interface Apex {
  readonly zone: string
  readonly external: { readonly apex: string; readonly ttlSeconds: number; readonly headless: boolean; readonly stanza: Stanza }
  readonly objects: ObjectIndex
  readonly device: Device | undefined
  readonly soa: ResourceRecord
}

/** The addresses under which the server itself is known outside; its own where it is no endpoint of a service. Source: coredns plugin/kubernetes/ns.go nsAddrs. */
function ownAddresses({ external: { headless, stanza }, objects, device }: Apex): readonly string[] {
  const own = stanza.ownAddresses === 'unknown' ? [] : device?.interfaces.flatMap(item => item.addresses.map(({ address }) => address)) ?? []
  const holders = own.flatMap(address => objects.byEndpointAddress.get(address) ?? [])
  if (holders.length === 0) return own
  return holders.flatMap(({ service, endpoints }) => (headless && service.type === 'Headless' ? endpoints.map(({ address }) => address) : service.externalAddresses ?? [])).filter(host => familyOf(host) !== 'CNAME')
}

const records = (apex: Apex, name: string): readonly ResourceRecord[] =>
  ownAddresses(apex).map(data => ({ name, type: familyOf(data), ttlSeconds: apex.external.ttlSeconds, data }))

/** Answers and additional records at the zone's name. Source: coredns plugin/k8s_external/apex.go serveApex. */
export function apexAnswer({ type }: Query, apex: Apex): readonly [readonly ResourceRecord[], readonly ResourceRecord[]] {
  const { zone, external: { apex: label, ttlSeconds }, soa } = apex
  const server = joinName('ns1', label, zone)
  if (type === 'SOA') return [[soa], []]
  return type === 'NS' ? [[{ name: joinName(zone), type: 'NS', ttlSeconds, data: server }], records(apex, server)] : [[], []]
}

/** The name server's own name below the zone; the label above it exists and holds nothing. Source: apex.go serveSubApex. */
export function subApexAnswer({ name, type }: Query, labels: readonly string[], apex: Apex): readonly ['NOERROR' | 'NXDOMAIN', readonly ResourceRecord[]] {
  if (labels.length === 1) return ['NOERROR', []]
  if (labels.length > 2 || labels[0] !== 'ns1') return ['NXDOMAIN', []]
  return ['NOERROR', records(apex, name).filter(record => record.type === type)]
}

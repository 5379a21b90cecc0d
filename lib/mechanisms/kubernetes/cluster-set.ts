import type { ImportedSlice, PortObject, ServiceImportObject, ServiceObject } from '@/lib/network/cluster-objects'
import type { IpAddress } from '@/lib/net/ip-address'

/** A service that a cluster offers to its cluster set. */
export interface Export {
  readonly cluster: string
  readonly service: ServiceObject
  /** Exports are ordered by it, the oldest first. */
  readonly created: number
  /** The address of the cluster set, where this export brings one. */
  readonly address: IpAddress | null
}

/** What the exports of one name disagree about, with the export that loses. Source: KEP-1645, condition Conflict. */
export interface Conflict { readonly reason: 'TypeConflict' | 'PortConflict'; readonly loser: Export; readonly winner: Export }

export interface Merged { readonly serviceImport: ServiceImportObject; readonly conflicts: readonly Conflict[] }

const typeOf = ({ service }: Export): 'Headless' | 'ClusterSetIP' => (service.type === 'Headless' ? 'Headless' : 'ClusterSetIP')
const sameProtocolPort = (a: PortObject, b: PortObject): boolean => a.port === b.port && a.protocol === b.protocol

/**
 * One service of the cluster set from its exports: the oldest one decides headless or not, the ports are those of all clusters, by name and
 * then by protocol and number, and where two names differ the older one counts. An export of the other type stands aside.
 * Source: KEP-1645, "Service Import", "Conflict Resolution" and "Service Port".
 */
export function mergeExports(exports: readonly Export[]): Merged | null {
  const byAge = [...exports].sort((a, b) => a.created - b.created || (a.cluster < b.cluster ? -1 : 1))
  const [oldest] = byAge
  if (!oldest) return null
  const type = typeOf(oldest)
  const alike = byAge.filter(one => typeOf(one) === type)
  const ports: PortObject[] = []
  const conflicts: Conflict[] = byAge.filter(one => typeOf(one) !== type).map(loser => ({ reason: 'TypeConflict', loser, winner: oldest }))
  for (const one of alike) {
    for (const { targetPort: _target, ...port } of one.service.ports) {
      const known = ports.find(other => (port.name ?? '') === (other.name ?? '')) ?? ports.find(other => sameProtocolPort(other, port))
      if (!known) ports.push(port)
      else if (!sameProtocolPort(known, port) || known.name !== port.name) conflicts.push({ reason: 'PortConflict', loser: one, winner: oldest })
    }
  }
  const { from, name, namespace } = oldest.service
  const addresses = type === 'Headless' ? [] : alike.flatMap(({ address }) => (address === null ? [] : [address])).slice(0, 1)
  return { serviceImport: { from, name, namespace, type, addresses, ports, slices: alike.map(sliceOf) }, conflicts }
}

/** What one cluster publishes: its ready endpoints, on the ports that they listen on. */
function sliceOf({ cluster, service }: Export): ImportedSlice {
  const ports = service.ports.map(({ targetPort, ...port }) => ({ ...port, port: targetPort }))
  return { cluster, ports, endpoints: service.endpoints, publishNotReadyAddresses: service.publishNotReadyAddresses, globalAddresses: false }
}

import type { IpAddress } from '@/lib/net/ip-address'
import type { ElementId } from '@/lib/net/element-id'
import type { ClusterObjectsId, DeviceId } from './ids'

/** What a cluster's API server would list, as far as names and endpoints need it. Source: Kubernetes API, core/v1 and discovery/v1. */
export interface ClusterObjects {
  readonly id: ClusterObjectsId
  readonly from: ElementId
  readonly namespaces: readonly string[]
  readonly services: readonly ServiceObject[]
  readonly pods: readonly PodObject[]
  /** Services of the cluster set that are imported here. Source: KEP-1645. */
  readonly serviceImports?: readonly ServiceImportObject[]
  /** What this cluster's gateways say of the others, where a fabric connects them; absent: every cluster counts as connected. */
  readonly connectivity?: { readonly local: string; readonly connected: readonly string[] }
}

export interface PortObject { readonly name?: string; readonly port: number; readonly protocol: number }

/** A service of the cluster set. `slices` are its EndpointSlices, each from one exporting cluster. Source: KEP-1645 "ServiceImport", "EndpointSlice". */
export interface ServiceImportObject {
  readonly from: ElementId
  readonly name: string
  readonly namespace: string
  readonly type: 'ClusterSetIP' | 'Headless'
  readonly addresses: readonly IpAddress[]
  readonly ports: readonly PortObject[]
  readonly slices: readonly ImportedSlice[]
}

export interface ImportedSlice {
  readonly cluster: string
  readonly ports: readonly PortObject[]
  readonly endpoints: readonly EndpointObject[]
  readonly publishNotReadyAddresses: boolean
  /** Whether its addresses are global ones, which the exporting cluster itself does not use. */
  readonly globalAddresses: boolean
}

export interface ServiceObject {
  readonly from: ElementId
  readonly name: string
  readonly namespace: string
  readonly type: 'ClusterIP' | 'Headless' | 'ExternalName' | 'NodePort' | 'LoadBalancer'
  readonly clusterAddresses: readonly IpAddress[]
  readonly externalName?: string
  readonly ports: readonly { readonly name?: string; readonly port: number; readonly targetPort: number; readonly protocol: number }[]
  readonly endpoints: readonly EndpointObject[]
  readonly publishNotReadyAddresses: boolean
  /** Addresses and host names under which it is known outside: `spec.externalIPs` and those of its load balancer. */
  readonly externalAddresses?: readonly string[]
}

/** One address of an EndpointSlice. `hostname` is set for the pods of a StatefulSet. */
export interface EndpointObject {
  readonly from: ElementId
  readonly device: DeviceId
  readonly address: IpAddress
  readonly hostname?: string
  readonly podName: string
  readonly ready: boolean
  /** The topology zone of its node. */
  readonly zone?: string
  /** The ports of its EndpointSlice; without them, the service's target ports. */
  readonly ports?: readonly PortObject[]
}

export interface PodObject { readonly from: ElementId; readonly device: DeviceId; readonly name: string; readonly namespace: string; readonly addresses: readonly IpAddress[] }

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
}

/** One address of an EndpointSlice. `hostname` is set for the pods of a StatefulSet. */
export interface EndpointObject {
  readonly from: ElementId
  readonly device: DeviceId
  readonly address: IpAddress
  readonly hostname?: string
  readonly podName: string
  readonly ready: boolean
}

export interface PodObject { readonly from: ElementId; readonly device: DeviceId; readonly name: string; readonly namespace: string; readonly addresses: readonly IpAddress[] }

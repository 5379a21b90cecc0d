import { endpointsOf, namespaceOf, type PlacedPod } from '@/lib/design/clusters'
import type { ElementOf } from '@/lib/design/design'
import type { DesignView } from '@/lib/design/view'
import type { ElementId } from '@/lib/net/element-id'
import { ip } from '@/lib/net/ip-address'
import { PROTOCOLS } from '@/lib/net/protocol'
import type { EndpointObject, ServiceObject } from '@/lib/network/cluster-objects'
import { podName } from './pod-name'
import { deviceOfPod } from './pods'

const controllerOf = (view: DesignView, owner: ElementId) => view.get(owner, 'workload')?.controller ?? 'Deployment'
/** What Kubernetes calls a pod. */
export const nameOfPod = (view: DesignView, pod: PlacedPod) => podName(controllerOf(view, pod.owner), view.nameOf(pod.owner), pod.index)

/** A service as the API server would list it, with its endpoints. */
export function serviceObject(view: DesignView, id: ElementId, service: ElementOf<'service'>): ServiceObject {
  const governs = governingService(view, service.workload) === id
  const endpoints = service.type === 'ExternalName' ? [] : endpointsOf(view, service).map((pod): EndpointObject => ({
    from: pod.owner, device: deviceOfPod(pod), address: pod.address, podName: nameOfPod(view, pod), ready: pod.ready,
    ...governs ? { hostname: nameOfPod(view, pod) } : {},
  }))
  return {
    from: id, name: view.nameOf(id), namespace: namespaceOf(view, id), type: service.type,
    clusterAddresses: service.type === 'ClusterIP' && service.address !== undefined ? [ip(service.address)] : [],
    ...service.externalName === undefined ? {} : { externalName: service.externalName },
    ports: (service.ports ?? []).map(({ name, port, targetPort, protocol }) => ({ ...name === undefined ? {} : { name }, port, targetPort: targetPort ?? port, protocol: PROTOCOLS[protocol ?? 'tcp'] })),
    endpoints, publishNotReadyAddresses: service.publishNotReadyAddresses ?? false,
  }
}

/**
 * The headless service that gives the pods of a StatefulSet their host names (its `serviceName`): the one of its own name, else the first.
 * Source: kubernetes.io, "StatefulSets", stable network ID; EndpointSlices carry a host name only for the service that is the pods' subdomain
 * (kubernetes:staging/src/k8s.io/endpointslice/utils.go ShouldSetHostname).
 */
function governingService(view: DesignView, workload: string | undefined): ElementId | undefined {
  if (workload === undefined || view.get(workload, 'workload')?.controller !== 'StatefulSet') return undefined
  const headless = view.of('service').filter(({ element }) => element.type === 'Headless' && element.workload === workload)
  return (headless.find(({ id }) => view.nameOf(id) === view.nameOf(workload)) ?? headless[0])?.id
}

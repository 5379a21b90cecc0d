import { defineMechanism } from '@/lib/mechanisms/types'
import { schema } from './config'
import { refusals } from './refusal'
import { serviceTranslation } from './translation'

/** Service addresses, translated on every node. Source: kubernetes.io, "Virtual IPs and Service Proxies". */
export const kubeProxy = defineMechanism({
  name: 'kube-proxy',
  title: 'kube-proxy',
  category: 'service',
  attachesTo: [{ kind: 'cluster', named: 'serviceProxy', otherwise: true }],
  schema,
  sentences: {
    'kube-proxy.service': 'The node puts an endpoint of the service, {after}, in place of its cluster address {before}.',
    'kube-proxy.mark': 'The client is not of the cluster, so its packets to the service will be masqueraded.',
    'kube-proxy.masquerade': 'The node puts its own address {after} in place of the client {before}, so that the answer comes back through it.',
    'kube-proxy.hairpin': 'The service chose the pod that asked: the node puts its own address {after} in place of {before}, so that the pod does not answer itself.',
    'kube-proxy.not-a-service': 'The destination is no service without endpoints.',
    'service.no-endpoints': 'No pod of the service is ready, so the node refuses connections to it. Make a pod of its workload ready.',
    'service.port-not-served': 'The service does not have this port, so the node refuses connections to it. Ask one of its ports.',
  },
  contribute: { translate: { cluster: serviceTranslation }, filter: { cluster: refusals } },
})

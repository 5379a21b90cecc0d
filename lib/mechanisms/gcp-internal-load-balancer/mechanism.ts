import { defineMechanism } from '@/lib/mechanisms/types'
import { schema } from './config'
import { automaticRule, fabricFilter } from './filters'
import { checkBalancer } from './problems'
import { deliverToBackends } from './routes'
import { nodeTranslation } from './translation'

/** An internal passthrough Network Load Balancer in front of pods. It is no device: the fabric hands packets to nodes, which know the address. */
export const gcpInternalLoadBalancer = defineMechanism({
  name: 'gcp-internal-load-balancer',
  title: 'Google Cloud internal passthrough load balancer',
  category: 'balancer',
  attachesTo: [{ kind: 'load-balancer', provider: 'gcp' }],
  schema,
  sentences: {
    'balancer.region-only': 'The load balancer takes clients of its own region only, and this packet comes from another, or by a gateway in another. Turn on global access.',
    'gcp-internal-load-balancer.backend': 'The network hands packets for the load balancer to one of its backend nodes, unchanged.',
    'gcp-internal-load-balancer.port': 'The load balancer does not forward this protocol and port. Add a listener for it.',
    'gcp-internal-load-balancer.mark': 'The node notes that the client of the load balancer is to be hidden behind its own address (external traffic policy Cluster).',
    'gcp-internal-load-balancer.target': 'The node sends packets for the load balancer to a ready pod.',
    'gcp-internal-load-balancer.hides-client': 'The node puts its own address in place of the client\'s, as the external traffic policy Cluster asks.',
    'gcp-internal-load-balancer.admitted': 'The firewall rule that GKE made for the load balancer\'s Service allows this.',
    'gcp-internal-load-balancer.other-network': 'Load balancer {balancer} stands in subnet {subnet}, which belongs to another network. Choose a subnet of its own.',
    'gcp-internal-load-balancer.address-outside': 'The address {address} of load balancer {balancer} lies outside its subnet {subnet} ({range}). Choose one inside.',
    'gcp-internal-load-balancer.no-target': 'Nothing behind load balancer {balancer} is ready: {target} has no ready pod.',
    'gcp-internal-load-balancer.backends-elsewhere': 'No node with pods of {target} is in the region {region} and network of load balancer {balancer}. Put the load balancer where the nodes are.',
  },
  problems: { 'load-balancer': checkBalancer },
  contribute: {
    // The claims need the nodes' interfaces, which stand after the phase `connect`.
    route: { 'load-balancer': deliverToBackends },
    translate: { 'load-balancer': nodeTranslation },
    filter: { 'load-balancer': context => [...fabricFilter(context), ...automaticRule(context)] },
  },
})

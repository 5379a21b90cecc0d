import * as z from 'zod'
import { defineMechanism } from '@/lib/mechanisms/types'
import { deviceOf } from '@/lib/network/names'
import { plainDevice } from '@/lib/network/plain'
import { clusterObjects } from './objects'
import { hostListeners, placePods, wirePods } from './pods'
import { checkCluster } from './problems'
import { checkNode } from './problems-node'
import { checkService } from './problems-service'
import { checkWorkload } from './problems-workload'
import { podResolvers } from './resolvers'
import { sentences } from './sentences'

/**
 * What every Kubernetes cluster is made of, whatever its network: nodes, pods on wires, services and names. How a node stands in its
 * subnet is the matter of the cluster's network mechanism, how service addresses are translated that of its service proxy.
 */
export const kubernetes = defineMechanism({
  name: 'kubernetes',
  title: 'Kubernetes',
  category: 'cluster',
  attachesTo: [{ kind: 'cluster' }, { kind: 'node' }, { kind: 'workload' }, { kind: 'service' }],
  schema: z.strictObject({}),
  sentences,
  problems: { cluster: checkCluster, node: checkNode, workload: checkWorkload, service: checkService },
  contribute: {
    place: {
      node: ({ id }) => [{ add: 'device', device: { ...plainDevice(deviceOf(id), id, 'node'), forwards: true, notices: 'icmp' } }],
      cluster: placePods,
    },
    connect: { cluster: hostListeners },
    route: { cluster: wirePods },
    name: { cluster: context => [...clusterObjects(context), ...podResolvers(context)] },
  },
})

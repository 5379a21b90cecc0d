import * as z from 'zod'
import { defineMechanism } from '@/lib/mechanisms/types'
import { elementId } from '@/lib/net/element-id'
import { deviceOf, interfaceOf } from '@/lib/network/names'
import { filterAt } from './filters'
import { checkAcl } from './problems'

/**
 * Stateless filters at the border of subnets; traffic that stays inside a subnet never meets them.
 * Source: Amazon VPC user guide, "Network ACLs".
 */
export const awsNetworkAcl = defineMechanism({
  name: 'aws-network-acl',
  title: 'AWS network ACL',
  category: 'filter',
  attachesTo: [{ kind: 'network-acl', provider: 'aws' }],
  schema: z.strictObject({}),
  sentences: {
    'aws-network-acl.allow': 'A rule of the network ACL allows it.',
    'filter.reply-ports': 'The answer from {source} to {destination} is refused: this filter does not remember the question, so it must admit answers by their own addresses and ports. Admit the ports that askers use, 1024-65535, from {source}.',
    'aws-network-acl.number-twice': 'Network ACL {acl} has two {direction} rules with number {number}. Give each its own.',
  },
  problems: { 'network-acl': checkAcl },
  contribute: {
    filter: {
      'network-acl': ({ view, id, subject, network }) => {
        const device = deviceOf(subject.parent ?? '')
        return view.childrenOf(elementId(subject.parent ?? ''), 'subnet').filter(subnet => subnet.element.networkAcl === id).flatMap(subnet => {
          const port = interfaceOf(device, subnet.id)
          if (!network.devices.get(device)?.interfaces.some(item => item.id === port && item.port)) return []
          return (['in', 'out'] as const).map(direction => ({ add: 'filter', at: { device, port }, filter: filterAt({ id, acl: subject, subnet: subnet.id, port, direction }) }) as const)
        })
      },
    },
  },
})

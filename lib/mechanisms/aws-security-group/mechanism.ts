import * as z from 'zod'
import { defineMechanism } from '@/lib/mechanisms/types'
import { hostCidr } from '@/lib/net/cidr'
import { ip } from '@/lib/net/ip-address'
import { addressSetOf } from '@/lib/network/names'
import { filtersAt, groupsOf, protectedBy } from './interfaces'
import { checkGroup } from './problems'
import { ruleAdditions } from './rules'

/**
 * Stateful filters at network interfaces: what any of an interface's groups allows may pass.
 * Source: Amazon VPC user guide, "Security groups" and "Security group rules".
 */
export const awsSecurityGroup = defineMechanism({
  name: 'aws-security-group',
  title: 'AWS security group',
  category: 'filter',
  attachesTo: [{ kind: 'security-group', provider: 'aws' }],
  schema: z.strictObject({}),
  sentences: {
    'filter.denied': 'The filter here does not admit this traffic from {source} to {destination}. Add a rule that admits it, or ask from an address that is admitted.',
    'aws-security-group.allow': 'A rule of the security group allows it.',
    'aws-security-group.unknown-peer': 'Security group {group} names {peer}, which is no security group of the design. Name one, or write a prefix.',
    'aws-security-group.peer-elsewhere': 'Security group {group} names {peer}, which belongs to another VPC: such a rule admits nobody. Write the prefix of the addresses instead.',
    'aws-security-group.of-another-vpc': '{element} names security group {group}, which belongs to another VPC. Name one of its own VPC.',
  },
  problems: { 'security-group': checkGroup },
  contribute: {
    filter: {
      'security-group': context => [
        { add: 'address-set', set: addressSetOf(context.id, 'members') } as const,
        ...ruleAdditions(context),
        ...protectedBy(context.view, context.id).flatMap(at => [
          ...at.element.address === undefined ? [] : [{ add: 'member', set: addressSetOf(context.id, 'members'), member: { cidr: hostCidr(ip(at.element.address)), from: at.id } } as const],
          ...groupsOf(context.view, at)[0] === context.id ? filtersAt(context, at) : [],
        ]),
      ],
    },
  },
})

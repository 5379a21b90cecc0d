import * as z from 'zod'
import { ID_PATTERN, cidrText, idText, text, trafficList } from '@/lib/design/fields'
import { parseCidr } from '@/lib/net/cidr'

const peer = z.string().refine(value => parseCidr(value).ok || ID_PATTERN.test(value), { error: 'is neither a prefix nor the id of a security group' })
  .meta({ title: 'Peer', description: 'A prefix, or the id of a security group.', format: 'cidr-or-group', reference: ['security-group'] })

const groupRule = z.strictObject({ traffic: trafficList, peers: z.array(peer).min(1).max(256), note: text('Note').optional() })
export const securityGroup = z.strictObject({
  ingress: z.array(groupRule).max(256).meta({ title: 'Inbound rules' }).optional(),
  egress: z.array(groupRule).max(256).meta({ title: 'Outbound rules', description: 'Without this list everything may leave, as in a new security group.' }).optional(),
})

const aclRule = z.strictObject({
  number: z.int().min(1).max(32766), action: z.enum(['allow', 'deny']), traffic: trafficList, cidr: cidrText('Peer'),
})
export const networkAcl = z.strictObject({
  ingress: z.array(aclRule).max(256).meta({ title: 'Inbound rules' }),
  egress: z.array(aclRule).max(256).meta({ title: 'Outbound rules' }),
})

export const firewall = z.strictObject({
  rules: z.array(z.strictObject({
    name: idText, direction: z.enum(['ingress', 'egress']), action: z.enum(['allow', 'deny']),
    priority: z.int().min(0).max(65535).meta({ title: 'Priority', description: 'The lower number wins.' }),
    traffic: trafficList,
    sources: z.array(cidrText('Source')).max(256).optional(),
    destinations: z.array(cidrText('Destination')).max(256).optional(),
  })).max(1000),
})

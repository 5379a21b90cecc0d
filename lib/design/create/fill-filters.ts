import { ok } from '@/lib/net/result'
import type { Fill } from './filling'

/** What AWS gives a group of its own: its members among themselves, and everything out. Source: Amazon VPC user guide, "Default security groups". */
export const fillSecurityGroup: Fill<'security-group'> = ({ design, id, element, mode }) => ok({
  design,
  fields: mode !== 'new' ? {} : {
    ingress: element.ingress ?? [{ traffic: ['all'], peers: [id], note: 'its members among themselves' }],
    egress: element.egress ?? [{ traffic: ['all'], peers: ['0.0.0.0/0'] }],
  },
})

/** As the default one: everything both ways. Source: Amazon VPC user guide, "Default network ACL". */
export const fillNetworkAcl: Fill<'network-acl'> = ({ design, element }) => ok({
  design,
  fields: {
    ingress: element.ingress ?? [{ number: 100, action: 'allow', traffic: ['all'], cidr: '0.0.0.0/0' }],
    egress: element.egress ?? [{ number: 100, action: 'allow', traffic: ['all'], cidr: '0.0.0.0/0' }],
  },
})

/** No rule: nothing comes in, everything may leave. Source: Google Cloud VPC documentation, "VPC firewall rules", implied rules. */
export const fillFirewall: Fill<'firewall'> = ({ design, element }) => ok({ design, fields: { rules: element.rules ?? [] } })

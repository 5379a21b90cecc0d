import * as z from 'zod'
import { cidrText, text } from '@/lib/design/fields'

/** Source: amazon-vpc-cni-k8s README: AWS_VPC_K8S_CNI_EXTERNALSNAT (default false) and AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS (default empty). */
export const schema = z.strictObject({
  externalSnat: z.boolean().default(false).meta({
    title: 'External SNAT', description: 'AWS_VPC_K8S_CNI_EXTERNALSNAT: pods keep their own address outside the VPC; a NAT gateway translates for the internet.',
  }),
  excludeSnatCidrs: z.array(cidrText('Range')).max(64).default([]).meta({
    title: 'Excluded from SNAT', description: 'AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS: towards these ranges, too, pods keep their own address.',
  }),
  hostSearch: z.array(text('Search domain')).max(32).optional().meta({
    title: 'Search domains of the nodes', description: 'From the DHCP options of the VPC; without the list, what Amazon gives in the region.',
  }),
})

export type Config = z.infer<typeof schema>

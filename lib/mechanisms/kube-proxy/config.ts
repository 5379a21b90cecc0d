import * as z from 'zod'
import { cidrText } from '@/lib/design/fields'

/** Source: kubernetes.io, "kube-proxy" command line and configuration: mode (iptables on Linux), clusterCIDR (empty), masqueradeAll (false). */
export const schema = z.strictObject({
  mode: z.enum(['iptables', 'ipvs', 'nftables']).default('iptables').meta({ title: 'Mode', description: 'They translate alike; nftables also refuses ports that a service does not have.' }),
  clusterCidr: cidrText('Cluster range', 'What comes from outside it to a service address is masqueraded; without it nothing is.').optional(),
  masqueradeAll: z.boolean().default(false).meta({ title: 'Masquerade all', description: 'Hides every client of a service address behind the node.' }),
})

export type Config = z.infer<typeof schema>

import * as z from 'zod'
import { addressText, reference } from '@/lib/design/fields'

/** Source: kubernetes.io, "Using NodeLocal DNSCache in Kubernetes Clusters". */
export const schema = z.strictObject({
  address: addressText('Address on every node', 'Link-local: each node has it for itself.').default('169.254.20.10'),
  proxyMode: z.enum(['iptables', 'ipvs']).default('iptables').meta({
    title: 'Mode of kube-proxy', description: 'With iptables, the cache also answers at the address of the DNS service; with ipvs, pods must be told its own address (clusterDns of the cluster).',
  }),
  upstream: reference('Upstream service', ['service'], "Who answers names of the cluster; the pods behind the cluster's DNS service, unless given.").optional(),
  corefile: z.string().max(262144).optional().meta({ title: 'Corefile', description: 'Without it, the one that is installed with it.', format: 'corefile' }),
})

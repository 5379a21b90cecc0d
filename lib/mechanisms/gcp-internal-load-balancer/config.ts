import * as z from 'zod'
import { cidrText } from '@/lib/design/fields'

export const schema = z.strictObject({
  globalAccess: z.boolean().default(false).meta({ title: 'Global access', description: 'Clients in other regions, and those that come by a gateway there, may use it.' }),
  externalTrafficPolicy: z.enum(['Cluster', 'Local']).default('Cluster').meta({
    title: 'External traffic policy', description: 'Cluster: every node takes part and hides the client behind its own address. Local: only nodes with a ready pod, and the pod sees the client.',
  }),
  sourceRanges: z.array(cidrText('Range')).max(256).optional().meta({
    title: 'Source ranges', description: 'What the firewall rule that GKE makes for a Service of type LoadBalancer admits. Without the list no such rule is made, as for a balancer built by hand.',
  }),
})
export type Config = z.infer<typeof schema>

import * as z from 'zod'
import { reference } from '@/lib/design/fields'

export const schema = z.strictObject({
  corefile: z.string().max(262144).optional().meta({ title: 'Corefile', description: 'Without it, the one that kubeadm installs, for the domain of the cluster.', format: 'corefile' }),
  kubeconfigs: z.record(z.string().max(512), reference('API server', ['api-server'])).default({}).meta({
    title: 'Kubeconfigs', description: 'Which API server a kubeconfig file, or an endpoint URL, of the Corefile leads to.',
  }),
})

export type Config = z.infer<typeof schema>

import * as z from 'zod'
import { reference } from '@/lib/design/fields'
import { DISTRIBUTION_NAMES } from './distribution'

export const schema = z.strictObject({
  corefile: z.string().max(262144).optional().meta({ title: 'Corefile', description: 'Without it, the one that kubeadm installs, for the domain of the cluster.', format: 'corefile' }),
  distribution: z.enum(DISTRIBUTION_NAMES).default('kubeadm').meta({ title: 'Distribution', description: 'Whose CoreDNS it is: which ConfigMaps it reads, and its own Corefile.' }),
  configMaps: z.record(z.string().max(253), z.record(z.string().max(253), z.string().max(262144))).default({}).meta({
    title: 'ConfigMaps', description: 'What is written into ConfigMaps of kube-system for the name server, by name and key. Which of them are read depends on the distribution.',
  }),
  files: z.record(z.string().max(512), z.string().max(262144)).default({}).meta({ title: 'Files', description: 'Files that the Corefile names: zone files, hosts files, imports; by their path as written there.' }),
  kubeconfigs: z.record(z.string().max(512), reference('API server', ['api-server'])).default({}).meta({
    title: 'Kubeconfigs', description: 'Which API server a kubeconfig file, or an endpoint URL, of the Corefile leads to.',
  }),
})

export type Config = z.infer<typeof schema>

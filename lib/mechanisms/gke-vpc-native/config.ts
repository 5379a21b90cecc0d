import * as z from 'zod'
import { cidrText, text } from '@/lib/design/fields'

/** Sources: GKE documentation, "IP masquerade agent"; gcloud container clusters create --disable-default-snat. */
export const schema = z.strictObject({
  disableDefaultSnat: z.boolean().default(false).meta({ title: 'Default SNAT off', description: 'Without a list below, pods keep their own address towards every destination.' }),
  nonMasqueradeCidrs: z.array(cidrText('Range')).max(64).optional().meta({
    title: 'Not masqueraded', description: 'nonMasqueradeCIDRs of the ip-masq-agent: with it, only towards these ranges do pods keep their own address.',
  }),
  hostSearch: z.array(text('Search domain')).max(32).optional().meta({
    title: 'Search domains of the nodes', description: 'Without the list: c.<project>.internal and google.internal, where the name of the site stands for the project.',
  }),
})

export type Config = z.infer<typeof schema>

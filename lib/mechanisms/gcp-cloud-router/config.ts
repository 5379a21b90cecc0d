import * as z from 'zod'
import { cidrText } from '@/lib/design/fields'

/** Metric that a Cloud Router sends unless told otherwise. Source: Google Cloud Router documentation, "Advertised routes", base priority. */
const BASE_PRIORITY = 100

const custom = z.strictObject({
  mode: z.literal('custom'),
  allSubnets: z.boolean().default(false).meta({ title: 'All subnets as well', description: 'Keep announcing all visible subnet ranges beside the ranges listed.' }),
  ranges: z.array(cidrText('Range')).max(200).default([]).meta({ title: 'Ranges' }),
})

export const schema = z.strictObject({
  advertise: z.discriminatedUnion('mode', [z.strictObject({ mode: z.literal('default') }), custom]).default({ mode: 'default' }).meta({
    title: 'Advertisement', description: 'Default: all subnet ranges it sees. Custom: the ranges listed here, instead of the default.',
  }),
  priority: z.int().min(0).max(65535).default(BASE_PRIORITY).meta({ title: 'Advertised priority', description: 'Sent as MED; the lower wins.' }),
})
export type Config = z.infer<typeof schema>

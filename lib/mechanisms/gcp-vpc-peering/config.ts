import * as z from 'zod'
import { reference } from '@/lib/design/fields'

const ends = (title: string, description: string) => z.array(reference('VPC', ['vpc'])).max(2).default([]).meta({ title, description })

/** Off on both sides unless turned on. Source: Google Cloud VPC documentation, "VPC Network Peering", options for exchanging custom routes. */
export const schema = z.strictObject({
  exportCustomRoutes: ends('Exports custom routes', 'The ends that offer the routes learned by their Cloud Routers to the other one.'),
  importCustomRoutes: ends('Imports custom routes', 'The ends that take what the other one offers.'),
})
export type Config = z.infer<typeof schema>

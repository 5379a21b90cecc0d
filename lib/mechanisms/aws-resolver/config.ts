import * as z from 'zod'
import { addressText, reference, text } from '@/lib/design/fields'

/** Source: Amazon Route 53 developer guide, "Forwarding outbound DNS queries to your network", "Managing forwarding rules". */
const rule = z.strictObject({
  zone: text('Domain', 'The rule holds for this domain and everything below it; the longest one counts. A dot stands for every name.'),
  servers: z.array(addressText('Target')).max(6).default([]).meta({ title: 'Targets', description: 'Who is asked. None makes it a system rule: the domain is resolved as if there were no rule above it.' }),
  endpoints: z.array(reference('Outbound endpoint', ['name-server'])).max(6).default([]).meta({ title: 'Outbound endpoints', description: 'By which the questions leave: one of them, with its address as the source.' }),
})

export const schema = z.strictObject({
  rules: z.array(rule).max(100).default([]).meta({ title: 'Resolver rules', description: 'Those associated with this VPC, shared ones too.' }),
  zonesOf: z.array(reference('Resolver', ['name-server'])).max(100).default([]).meta({ title: 'Private zones of others', description: 'Resolvers whose private hosted zones are associated with this VPC as well.' }),
})

export type Config = z.infer<typeof schema>

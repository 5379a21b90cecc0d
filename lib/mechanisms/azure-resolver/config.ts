import * as z from 'zod'
import { addressText, reference } from '@/lib/design/fields'

/** Source: Azure documentation, "What is a virtual network link?" (private zones), "Azure DNS Private Resolver endpoints and rulesets". */
export const schema = z.strictObject({
  zonesOf: z.array(reference('Resolver', ['name-server'])).max(100).default([]).meta({ title: 'Private zones of others', description: 'Resolvers of other virtual networks whose private zones are linked to this one as well.' }),
  inbound: z.array(z.strictObject({ subnet: reference('Subnet', ['subnet']), address: addressText('Address') })).max(5).default([]).meta({
    title: 'Inbound endpoints', description: 'Of a Private Resolver: addresses at which others ask, over peering, VPN or ExpressRoute.',
  }),
})

export type Config = z.infer<typeof schema>

import * as z from 'zod'
import { addressText, reference, text } from '@/lib/design/fields'

const servers = z.array(addressText('Name server')).min(1).max(50)

/** Source: Google Cloud DNS documentation, "DNS zones overview" and "DNS server policies". */
export const schema = z.strictObject({
  forwarding: z.array(z.strictObject({
    zone: text('Domain', 'A dot stands for every name.'), servers,
    routing: z.enum(['standard', 'private']).meta({ title: 'Routing', description: 'Standard: private addresses inside the network, public ones over the internet. Private: always inside the network.' }).optional(),
  })).max(100).default([]).meta({ title: 'Forwarding zones', description: 'The servers see 35.199.192.0/19: they must admit it, and send it back into the network.' }),
  peering: z.array(z.strictObject({ zone: text('Domain', 'A dot stands for every name.'), network: reference('Producer network', ['vpc'], 'Names are resolved as machines of this network resolve them.') })).max(100).default([]).meta({ title: 'Peering zones' }),
  outbound: z.array(addressText('Name server')).max(50).default([]).meta({ title: 'Alternative name servers', description: 'Of an outbound server policy: they are asked for every name, before private zones and everything else.' }),
  inbound: z.array(z.strictObject({ subnet: reference('Subnet', ['subnet']), address: addressText('Entry point') })).max(50).default([]).meta({
    title: 'Inbound entry points', description: 'Of an inbound server policy: an address in each subnet at which others ask this resolver, over VPN or Interconnect.',
  }),
  clusters: z.array(z.strictObject({
    cluster: reference('Cluster', ['cluster']), scope: z.enum(['cluster', 'vpc']).default('cluster').meta({ title: 'Scope', description: 'Who finds its names: its own pods and nodes, or the whole network.' }),
    domain: text('Domain', 'Of the scope vpc: a domain that no other cluster has; else the domain of the cluster.').optional(),
  })).max(50).default([]).meta({ title: 'Clusters', description: 'Cloud DNS for GKE: these clusters have no name server of their own.' }),
})

export type Config = z.infer<typeof schema>

import * as z from 'zod'
import { cidrText, reference, text } from '@/lib/design/fields'

export const site = z.strictObject({
  provider: text('Provider', 'aws, gcp, azure, on-premises or another: decides which mechanisms compile what stands in it.'),
  region: text('Region').optional(),
})

export const vpc = z.strictObject({
  cidrs: z.array(cidrText('Range')).max(64).meta({ title: 'Ranges' }).optional(),
  mtuBytes: z.int().min(1280).max(9001).meta({ title: 'MTU', unit: 'bytes' }).optional(),
})

export const subnet = z.strictObject({
  cidr: cidrText('Range'),
  zone: text('Zone').optional(),
  region: text('Region').optional(),
  routeTable: reference('Route table', ['route-table']).optional(),
  networkAcl: reference('Network ACL', ['network-acl']).optional(),
})

export const secondaryRange = z.strictObject({ cidr: cidrText('Range', 'A secondary range of the subnet: for pods or services.') })

export const internet = z.strictObject({})

export const routeTable = z.strictObject({
  routes: z.array(z.strictObject({
    to: cidrText('Destination'),
    via: reference('Target', ['internet-gateway', 'nat-gateway', 'vpn-gateway', 'load-balancer', 'host', 'node', 'vpc', 'peering']),
  })).max(1000).meta({ title: 'Static routes' }).optional(),
  propagate: z.array(reference('Gateway', ['vpn-gateway'])).max(16).meta({ title: 'Propagation', description: 'Gateways whose learned routes this table takes.' }).optional(),
})

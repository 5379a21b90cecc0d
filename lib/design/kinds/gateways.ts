import * as z from 'zod'
import { addressText, asn, reference, text } from '@/lib/design/fields'

export const internetGateway = z.strictObject({})

export const natGateway = z.strictObject({
  subnet: reference('Subnet', ['subnet'], 'Where the gateway stands, for clouds whose NAT gateway is in a subnet.').optional(),
  address: addressText('Private address').optional(),
  publicAddresses: z.array(addressText('Public address')).min(1).max(64),
  region: text('Region').optional(),
})

export const vpnGateway = z.strictObject({
  addresses: z.array(addressText('Outside address')).min(1).max(8).meta({ title: 'Outside addresses', description: 'Public addresses that tunnels end at.' }),
  asn: asn.optional(),
  region: text('Region').optional(),
})

export const cloudRouter = z.strictObject({
  asn,
  gateway: reference('VPN gateway', ['vpn-gateway']),
  region: text('Region').optional(),
})

export const loadBalancer = z.strictObject({
  subnet: reference('Subnet', ['subnet']),
  address: addressText('Address'),
  target: reference('Target', ['workload', 'name-server', 'service']),
  listeners: z.array(z.strictObject({
    protocol: z.enum(['tcp', 'udp']), port: z.int().min(1).max(65535), targetPort: z.int().min(1).max(65535).optional(),
  })).min(1).max(50),
  securityGroups: z.array(reference('Security group', ['security-group'])).max(16).optional(),
})

import * as z from 'zod'
import { addressText, deviceName, interfaceAddressText } from '@/lib/design/fields'

const perEnd = <Item extends z.ZodType>(item: Item, title: string, description: string) => z.tuple([item, item]).meta({ title, description })

/** What every tunnel between Linux machines can say, in the words of ip-link(8). Lists have one entry for each end. */
export const tunnelShape = {
  outside: perEnd(addressText('Address'), 'Outside addresses', 'Between which addresses it runs (local and remote); the first of each end where it is not said.').optional(),
  inside: perEnd(z.array(interfaceAddressText('Address')).max(8), 'Inside addresses', 'Of its interface at each end, with their prefix lengths.').optional(),
  dev: perEnd(deviceName('Name'), 'Interface names', 'What the interface is called at each end; as the tunnel where it is not said.').optional(),
  mtuBytes: z.int().min(68).max(65535).meta({ title: 'MTU', unit: 'bytes', description: 'Of the interface; 1500 less what the tunnel adds where it is not said.' }).optional(),
  clampMss: z.boolean().meta({ title: 'Clamp MSS', description: 'Lower the segment size that TCP announces to what fits the tunnel.' }).optional(),
  rpFilter: z.enum(['off', 'strict', 'loose']).meta({ title: 'Reverse path filter' }).optional(),
} as const

/** Between machines of one's own: the VPN gateways of clouds speak IPsec only. Sources: AWS Site-to-Site VPN user guide, "How it works"; Google Cloud VPN overview. */
export const BETWEEN_MACHINES = { kind: 'tunnel', ends: ['router'], named: 'mechanism' } as const

export type TunnelConfig = z.infer<z.ZodObject<typeof tunnelShape>>

export const outerDf = (fallback: 'set' | 'clear' | 'copy', description: string) =>
  z.enum(['set', 'clear', 'copy']).default(fallback).meta({ title: 'Don\'t fragment outside', description })
export const tunnelPort = (port: number) => z.int().min(1).max(65535).default(port).meta({ title: 'UDP port' })

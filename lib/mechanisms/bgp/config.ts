import * as z from 'zod'
import { cidrText } from '@/lib/design/fields'

const perEnd = <Item extends z.ZodType>(item: Item, title: string, description: string) => z.tuple([item, item]).meta({ title, description }).optional()
const prefixes = z.array(cidrText('Prefix')).max(256)

/** Of each end, in the order of the ends. Source: RFC 4271 sections 5.1.3, 5.1.5 and 9.1; RFC 4456. */
export const schema = z.strictObject({
  nextHopSelf: perEnd(z.boolean(), 'Next hop self', 'Whether an end names itself as the next hop of what it tells.'),
  reflects: perEnd(z.boolean(), 'Route reflector', 'Whether an end reflects routes for the other, its client.'),
  localPreference: perEnd(z.int().min(0).max(0xffff_ffff), 'Local preference', 'What an end gives to what it learns here; the higher wins.'),
  denyIn: perEnd(prefixes, 'Refused', 'Prefixes, and longer ones inside them, that an end does not take.'),
  denyOut: perEnd(prefixes, 'Not told', 'Prefixes, and longer ones inside them, that an end does not tell.'),
})
export type Config = z.infer<typeof schema>

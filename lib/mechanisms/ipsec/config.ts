import * as z from 'zod'
import { addressText } from '@/lib/design/fields'
import { CIPHER_NAMES } from './esp'

const pair = (title: string, description: string) => z.tuple([addressText('Of the first end'), addressText('Of the second end')]).meta({ title, description })

export const schema = z.strictObject({
  outside: pair('Outside addresses', 'Which public address of each gateway the tunnel ends at; the first of each where it is not said.').optional(),
  inside: pair('Inside addresses', 'Two hosts of one /30 inside 169.254.0.0/16: BGP sessions run between them.').optional(),
  cipher: z.enum(CIPHER_NAMES).default('aes-gcm-16').meta({ title: 'Cipher' }),
  natTraversal: z.boolean().default(false).meta({ title: 'NAT traversal', description: 'ESP inside UDP port 4500 (RFC 3948).' }),
})
export type Config = z.infer<typeof schema>

import * as z from 'zod'
import { linkState, reference } from '@/lib/design/fields'

const ends = (kinds: readonly string[]) => z.tuple([reference('One end', kinds), reference('Other end', kinds)])

export const tunnel = z.strictObject({ ends: ends(['vpn-gateway']), state: linkState })
export const bgpSession = z.strictObject({
  ends: ends(['vpn-gateway', 'cloud-router']),
  over: reference('Tunnel', ['tunnel'], 'The tunnel the session runs through.'),
  state: linkState,
})
export const peering = z.strictObject({ ends: ends(['vpc']) })

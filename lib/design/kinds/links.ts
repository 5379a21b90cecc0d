import * as z from 'zod'
import { linkState, reference } from '@/lib/design/fields'

const ends = (kinds: readonly string[]) => z.tuple([reference('One end', kinds), reference('Other end', kinds)])

export const tunnel = z.strictObject({ ends: ends(['vpn-gateway', 'router']), state: linkState })
export const bgpSession = z.strictObject({
  ends: ends(['vpn-gateway', 'cloud-router', 'router']),
  over: reference('Over', ['tunnel', 'segment'], 'The tunnel or the segment that the session runs through.'),
  state: linkState,
})
export const peering = z.strictObject({ ends: ends(['vpc']) })

import type { Addition } from '@/lib/network/addition'
import { deviceOf, tableOf } from '@/lib/network/names'
import type { MachineContext } from './interfaces'
import { toMatch } from './match'

/** The loopback device stands for what the machine itself sends. Source: ip-rule(8), `iif`. */
export const OWN = 'lo'

/** Policy rules; main is asked after all of them. Source: ip-rule(8). */
export const policyRules = (context: MachineContext): readonly Addition[] => (context.config.rules ?? []).map(({ priority, from, to, iif, traffic, fwmark, fwmask, table, suppressPrefixLength }): Addition => ({
  add: 'policy-rule', device: deviceOf(context.id),
  rule: {
    code: 'linux.policy-rule', from: context.id, priority, table: tableOf(deviceOf(context.id), table),
    ...(iif === OWN ? { ownOnly: true } : {}), ...(suppressPrefixLength === undefined ? {} : { suppressPrefixLength }),
    match: toMatch(context, { ...(iif === OWN ? {} : { iif }), traffic, mark: fwmark, mask: fwmask, ...(from === undefined ? {} : { saddr: [from] }), ...(to === undefined ? {} : { daddr: [to] }) }),
  },
}))

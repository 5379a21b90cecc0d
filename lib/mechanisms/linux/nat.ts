import { cidr } from '@/lib/net/cidr'
import { ip } from '@/lib/net/ip-address'
import type { Addition } from '@/lib/network/addition'
import { deviceOf } from '@/lib/network/names'
import type { NatAction } from '@/lib/network/nat-rule'
import type { WrittenNat } from './config'
import type { MachineContext } from './interfaces'
import { toMatch } from './match'

/** Where a machine's own translations stand on the Network's scale; they come in the order in which they are written. */
const FIRST_ORDER = 300

/** The translations of a machine, first match wins at each hook. Source: nft(8), NAT statements; iptables-extensions(8) NETMAP. */
export const translations = (context: MachineContext): readonly Addition[] => (context.config.nat ?? []).flatMap((written, at): readonly Addition[] => {
  const action = toAction(context, written)
  return action ? [{ add: 'nat', at: { device: deviceOf(context.id) }, rule: { id: `${context.id}:nat-${at + 1}`, code: `linux.${written.action}`, from: context.id, hook: written.hook, order: FIRST_ORDER + at, match: toMatch(context, written), action } }] : []
})

function toAction({ id }: MachineContext, { hook, action, to, prefix, set, saddr, daddr }: WrittenNat): NatAction | null {
  switch (action) {
    case 'accept': return { type: 'unchanged' }
    case 'masquerade': return { type: 'masquerade' }
    case 'snat': return to ? { type: 'source', addresses: to.map(target => ip(target.address)) } : null
    case 'dnat': return to ? { type: 'destination', targets: to.map(({ address, port }) => ({ address: ip(address), from: id, ...(port === undefined ? {} : { port }) })) } : null
    case 'mark': return set === undefined ? null : { type: 'mark', mark: set }
    case 'netmap': {
      const [old] = (hook === 'postrouting' ? saddr : daddr) ?? []
      if (old === undefined || prefix === undefined) return null
      return hook === 'postrouting' ? { type: 'source-prefix', inside: cidr(old), outside: cidr(prefix) } : { type: 'destination-prefix', inside: cidr(prefix), outside: cidr(old) }
    }
  }
}

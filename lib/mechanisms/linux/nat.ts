import { cidr, type Cidr } from '@/lib/net/cidr'
import { ip } from '@/lib/net/ip-address'
import type { Addition } from '@/lib/network/addition'
import { parsePortRange, type PortRange } from '@/lib/net/port'
import { deviceOf } from '@/lib/network/names'
import type { NatAction, NatRule } from '@/lib/network/nat-rule'
import type { WrittenNat } from './config'
import type { MachineContext } from './interfaces'
import { toMatch } from './match'

/** Where a machine's own translations stand on the Network's scale; they come in the order in which they are written. */
const FIRST_ORDER = 300

/** The translations of a machine, first match wins at each hook. Source: nft(8), NAT statements; iptables-extensions(8) NETMAP. */
export const translations = (context: MachineContext): readonly Addition[] => (context.config.nat ?? []).flatMap((written, at): readonly Addition[] => {
  const common = { id: `${context.id}:nat-${at + 1}`, code: `linux.${written.action}`, from: context.id, order: FIRST_ORDER + at } as const
  const rules = written.action === 'netmap' ? mappings(context, written, common) : toActions(context, written).map(action => ({ ...common, hook: written.hook, match: toMatch(context, written), action }))
  return rules.map(rule => ({ add: 'nat', at: { device: deviceOf(context.id) }, rule }))
})

type Common = Pick<NatRule, 'id' | 'code' | 'from' | 'order'>

/** One to one: sources on the way out, destinations on the way in, whoever begins. Source: iptables-extensions(8) NETMAP, a rule for each direction. */
function mappings(context: MachineContext, written: WrittenNat, common: Common): readonly NatRule[] {
  const { iif, oif, saddr, daddr, prefix } = written
  const [old] = (written.hook === 'postrouting' ? saddr : daddr) ?? []
  if (old === undefined || prefix === undefined) return []
  const [inside, outside]: readonly [Cidr, Cidr] = written.hook === 'postrouting' ? [cidr(old), cidr(prefix)] : [cidr(prefix), cidr(old)]
  const wan = written.hook === 'postrouting' ? oif : iif
  return [
    { ...common, id: `${common.id}:out`, hook: 'postrouting', match: { ...toMatch(context, { oif: wan }), sources: { cidrs: [inside] } }, action: { type: 'source-prefix', byFlow: true, inside, outside } },
    { ...common, id: `${common.id}:in`, hook: 'prerouting', match: { ...toMatch(context, { iif: wan }), destinations: { cidrs: [outside] } }, action: { type: 'destination-prefix', byFlow: true, inside, outside } },
  ]
}

function toActions({ id }: MachineContext, { action, to, ports }: WrittenNat): readonly NatAction[] {
  const into = portsOf(ports)
  switch (action) {
    case 'accept': return [{ type: 'unchanged' }]
    case 'masquerade': return [{ type: 'masquerade', ...into }]
    case 'snat': return to ? [{ type: 'source', addresses: to.map(target => ip(target.address)), ...into }] : []
    case 'dnat': return to ? [{ type: 'destination', targets: to.map(({ address, port }) => ({ address: ip(address), from: id, ...(port === undefined ? {} : { port }) })) }] : []
    case 'netmap': return []
  }
}

function portsOf(text: string | undefined): { readonly ports?: PortRange } {
  const range = text === undefined ? undefined : parsePortRange(text)
  return range?.ok ? { ports: range.value } : {}
}

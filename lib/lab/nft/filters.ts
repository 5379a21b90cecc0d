import { unreachable } from '@/lib/net/unreachable'
import type { Device } from '@/lib/network/device'
import type { Filter, FilterAction } from '@/lib/network/filter'
import type { TableDraft } from './table'
import { hostWords, matchWords, ruleText, type Wording } from './words'

/** Where a filter hangs, beside the translations at -100 and 100 and tracking at -200. Source: include/uapi/linux/netfilter_ipv4.h. */
const HOOKS = {
  ingress: { hook: 'prerouting', priority: -290 }, 'local-in': { hook: 'input', priority: 0 }, forward: { hook: 'forward', priority: 0 },
  'local-out': { hook: 'output', priority: 0 }, egress: { hook: 'postrouting', priority: 200 },
} as const
/** Ingress filters that ask tracking come after it. */
const TRACKED_INGRESS = -190

/**
 * A Network's filters see packets, not the resolution of neighbours; the kernel's would stop IPv6 resolution too (RFC 4861 uses ICMPv6), which
 * a real ruleset lets through by a rule of its own.
 */
export const RESOLUTION = 'icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept'

/** Every filter of a device is a chain of its own: a packet must pass them all, in their order. */
export function filterChains(device: Pick<Device, 'filters' | 'interfaces'>, table: TableDraft, wording: Wording): void {
  const tracked = device.filters.some(filter => filter.hook === 'ingress' && asksTracking(filter))
  device.filters.forEach((filter, at) => {
    const { hook, priority } = HOOKS[filter.hook]
    const base = filter.hook === 'ingress' && tracked ? TRACKED_INGRESS : priority
    const guard = filter.host ? hostWords(device.interfaces, wording.names) : ''
    table.chain({ name: `filter${at + 1}`, base: { type: 'filter', hook, priority: base + at }, rules: [...(filter.hook === 'forward' ? [] : [RESOLUTION]), ...filterRules(filter, table, wording, guard)] })
  })
}

export const asksTracking = (filter: Filter): boolean => filter.stateful || filter.rules.some(rule => rule.match.states !== undefined)

/** The rules of a filter, first match wins; where a guard is given, only for packets that it matches. */
export function filterRules(filter: Filter, table: TableDraft, wording: Wording, guard: string): readonly string[] {
  const tracking = filter.stateful ? [
    ruleText(guard, 'ct state invalid', table.counted(`${filter.id}: invalid`), 'drop'),
    ruleText(guard, 'ct state established,related', table.counted(`${filter.id}: established or related`), 'accept'),
  ] : []
  const rules = filter.rules.flatMap(rule => matchWords(rule.match, wording).flatMap(({ text }) =>
    verdicts(rule.action).map(({ only, verdict }) => ruleText(guard, text, only, table.counted(`${filter.id}: ${rule.name}`), verdict))))
  const otherwise = verdicts(filter.otherwise.action).map(({ only, verdict }) => ruleText(guard, only, table.counted(`${filter.id}: default`), verdict))
  return [...tracking, ...rules, ...otherwise]
}

/** A reset answers TCP; anything else refused in that way gets port-unreachable. Source: nft(8), reject. */
function verdicts(action: FilterAction): readonly { readonly only: string; readonly verdict: string }[] {
  switch (action.type) {
    case 'accept': case 'drop': return [{ only: '', verdict: action.type }]
    case 'reject': {
      if (action.answer !== 'reset') return [{ only: '', verdict: `reject with icmpx type ${action.answer === 'net-unreachable' ? 'no-route' : action.answer}` }]
      return [{ only: 'meta l4proto tcp', verdict: 'reject with tcp reset' }, { only: 'meta l4proto != tcp', verdict: 'reject with icmpx type port-unreachable' }]
    }
    default: return unreachable(action)
  }
}

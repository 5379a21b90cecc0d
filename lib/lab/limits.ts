import type { Device, Link } from '@/lib/network/device'
import type { Network } from '@/lib/network/network'
import { asksTracking } from './nft/filters'
import { mapsWithoutTracking, translatesFlows } from './nft/translations'
import type { Member } from './addresses'
import type { Capabilities, Limit, QuotingLimit } from './plan'
import { hasForeignNextHops } from './routes'

/** What a device does and this lab does not: a probe over it proves nothing. */
export function deviceLimits(device: Device, network: Network, capabilities: Capabilities): readonly Limit[] {
  const limit = (what: string): Limit => ({ device: device.id, what })
  const when = (holds: unknown, what: string) => holds === true ? [limit(what)] : []
  const filters = [...device.filters, ...device.interfaces.flatMap(item => item.port?.filters ?? [])]
  return [
    ...when(filters.some(filter => filter.hook === 'egress' && refuses(filter.rules, filter.otherwise.action)), 'a refusal on the way out of an interface'),
    ...when(device.filters.some(filter => filter.tracker !== undefined && filter.tracker !== device.tracker), 'a filter that reads another device\'s connection table'),
    ...when(sharesTracker(device, network), 'a connection table shared with another device'),
    ...when(device.notices === 'silent' && device.filters.some(filter => refuses(filter.rules, filter.otherwise.action)), 'a refusal by a device that is otherwise silent'),
    ...when((device.markings ?? []).some(({ action }) => action.type === 'track-in'), 'several connection tables in one device'),
    ...when(device.proxies.length > 0, 'a proxy'),
    ...when(hasForeignNextHops(device), 'an IPv6 route by an IPv4 next hop'),
    ...device.interfaces.flatMap(item => [
      ...when((item.port?.returnsThrough ?? []).length > 0, 'answers that a fabric translates unseen'),
      ...when((item.port?.nat ?? []).length > 0, 'translation at a port'),
      ...when((item.port?.filters ?? []).some(filter => refuses(filter.rules, filter.otherwise.action)), 'a refusal at a port'),
      ...when((item.port?.filters ?? []).some(asksTracking) && !capabilities.bridgeFilter, 'a stateful port: this kernel has no br_netfilter'),
      ...when(item.addresses.some(({ address }) => address.includes(':')) && item.mtuBytes < 1280, 'IPv6 below 1280 bytes'),
    ]),
  ]
}

const refuses = (rules: Device['filters'][number]['rules'], otherwise: Device['filters'][number]['otherwise']['action']) => otherwise.type === 'reject' || rules.some(rule => rule.action.type === 'reject')

function sharesTracker(device: Device, network: Network): boolean {
  if (!device.filters.some(asksTracking) && !translatesFlows(device)) return false
  return [...network.devices.values()].some(other => other.id !== device.id && other.tracker === device.tracker)
}

/** Links that no wire can stand for. */
export function linkLimits(members: readonly Member[], kind: Link['kind']): readonly Limit[] {
  const what = kind === 'not-modelled' ? 'a link without a mechanism' : kind === 'point-to-point' && members.length > 2 ? 'a line with more than two ends' : null
  return what === null ? [] : members.map(({ device }) => ({ device: device.id, what }))
}

/**
 * Devices that map addresses packet by packet: nft rewrites the header, not what an ICMP error quotes (RFC 5508 section 4), so the sender of
 * what it mapped does not know the error as its own. Errors between other addresses are carried as they are.
 */
export const quotingLimits = (device: Device): readonly QuotingLimit[] =>
  mapsWithoutTracking(device) ? [{ device: device.id, what: 'an ICMP error about a packet that is mapped without tracking', mapped: device.nat.flatMap(({ action }) => 'inside' in action ? [action.inside, action.outside] : []) }] : []

/** Devices with an interface that keeps too-big to itself beside one of the same MTU that says it: the lab tells errors apart by their MTU and lets both pass. */
export function tooBigLimits({ id, interfaces }: Device): readonly Limit[] {
  const loud = new Set(interfaces.filter(item => item.sendsTooBig).map(item => item.mtuBytes))
  return interfaces.some(item => !item.sendsTooBig && loud.has(item.mtuBytes)) ? [{ device: id, what: 'too-big of an interface that keeps it to itself, beside one of the same MTU that does not' }] : []
}

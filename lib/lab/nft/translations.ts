import { formatCidr, hostCidr, type Cidr } from '@/lib/net/cidr'
import { versionOf, type IpAddress, type IpVersion } from '@/lib/net/ip-address'
import { hasPorts, PROTOCOLS } from '@/lib/net/protocol'
import type { Device } from '@/lib/network/device'
import type { NatAction, NatRule, NatTarget } from '@/lib/network/nat-rule'
import { asksTracking } from './filters'
import type { TableDraft } from './table'
import { hostWords, matchWords, ruleText, type Matched, type Wording } from './words'

const HOOKS = { prerouting: -100, output: -100, postrouting: 100 } as const
const isPrefix = ({ action }: NatRule) => action.type === 'source-prefix' || action.type === 'destination-prefix'

/** Whether tracking is needed: mapping a whole prefix is done to every packet alike where nothing else is said. */
export const translatesFlows = (device: Pick<Device, 'nat'>): boolean => device.nat.some(({ action }) => action.type === 'source' || action.type === 'masquerade' || action.type === 'destination' || ('byFlow' in action && action.byFlow))

/**
 * Whether a device maps prefixes packet by packet. Where it tracks flows anyway, the mapping is a translation like any other (NETMAP):
 * tracking would see packets before they are mapped otherwise.
 */
export const mapsWithoutTracking = (device: Pick<Device, 'nat' | 'filters'>): boolean => !tracks(device) && device.nat.some(isPrefix)

const tracks = (device: Pick<Device, 'nat' | 'filters'>): boolean => translatesFlows(device) || device.filters.some(asksTracking)

/** Translations, one chain per hook, in their order; the first that matches decides. */
export function translationChains(device: Device, table: TableDraft, wording: Wording): void {
  const flows = tracks(device)
  for (const hook of ['prerouting', 'output', 'postrouting'] as const) {
    const rules = device.nat.filter(rule => rule.hook === hook)
    const words = rules.flatMap((rule, at) => translationRules(rule, `${hook}${at + 1}`, table, { ...wording, device }))
    const type = flows ? 'nat' : hook === 'output' ? 'route' : 'filter'
    table.chain({ name: `nat_${hook}`, base: { type, hook, priority: HOOKS[hook] }, rules: words })
  }
}

interface On extends Wording { readonly device: Device }

function translationRules(rule: NatRule, name: string, table: TableDraft, on: On): readonly string[] {
  const guard = rule.host && rule.hook !== 'output' ? hostWords(on.device.interfaces, on.names) : ''
  return matchWords(withEveryPort(rule), on, { perVersion: true }).flatMap((matched, at) => {
    const counter = () => table.counted(rule.id)
    return actionWords(rule.action, matched, { table, name: `${name}_${at + 1}`, version: matched.version, flows: tracks(on.device), settled: target => target.requires === undefined || on.network.settled.get(target.requires) === true })
      .map(action => ruleText(guard, matched.text, action.only, counter(), action.verdict))
  })
}

/** nft rewrites a port only after a match of one protocol: a rule for all becomes one for each that has ports, and one for the rest. */
function withEveryPort({ match, action }: NatRule): NatRule['match'] {
  const rewritesPort = (action.type === 'destination' && action.targets.some(target => target.port !== undefined)) || ((action.type === 'source' || action.type === 'masquerade') && action.ports !== undefined)
  return match.protocols || !rewritesPort ? match : { ...match, protocols: Array.from({ length: 256 }, (_, protocol) => protocol).filter(hasPorts).concat([PROTOCOLS.icmp, PROTOCOLS.icmpv6]).map(protocol => ({ protocol })) }
}

interface Writing { readonly table: TableDraft; readonly name: string; readonly version: IpVersion | null; readonly flows: boolean; readonly settled: (target: NatTarget) => boolean }
interface Worded { readonly only: string; readonly verdict: string }

function actionWords(action: NatAction, { version, protocol }: Matched, writing: Writing): readonly Worded[] {
  const family = version === 6 ? 'ip6' : 'ip'
  const always = (verdict: string): readonly Worded[] => [{ only: '', verdict }]
  const ports = 'ports' in action && action.ports && protocol !== null && hasPorts(protocol) ? `:${action.ports.from}-${action.ports.to}` : ''
  switch (action.type) {
    case 'unchanged': return always('accept')
    case 'mark': return always(`meta mark set meta mark or ${action.mark}`)
    case 'masquerade': return always(ports ? `masquerade to ${ports}` : 'masquerade')
    case 'source': {
      const own = action.addresses.filter(address => versionOf(address) === version)
      return own.length === 0 ? [] : always(oneOf(own.map(address => `snat ${family} to ${bracketed(address, ports)}`), writing, protocol))
    }
    case 'destination': return destinationWords(action, { version, protocol, text: '' }, writing, family)
    case 'source-prefix': return prefixWords('saddr', action.inside, action.outside, writing)
    case 'destination-prefix': return prefixWords('daddr', action.outside, action.inside, writing)
  }
}

function destinationWords(action: Extract<NatAction, { type: 'destination' }>, { version, protocol }: Matched, writing: Writing, family: string): readonly Worded[] {
  const standing = action.targets.filter(target => writing.settled(target) && versionOf(target.address) === version)
  const distinct = standing.filter((target, at) => standing.findIndex(other => other.address === target.address && other.port === target.port) === at)
  if (distinct.length === 0) return []
  const mark = action.mark === undefined ? '' : `meta mark set meta mark or ${action.mark}`
  const to = ({ address, port }: NatTarget) => `dnat ${family} to ${bracketed(address, port !== undefined && protocol !== null && hasPorts(protocol) ? `:${port}` : '')}`
  return [{ only: '', verdict: ruleText(mark, oneOf(distinct.map(to), writing, protocol)) }]
}

const bracketed = (address: IpAddress, ports: string) => ports !== '' && versionOf(address) === 6 ? `[${address}]${ports}` : `${address}${ports}`

/** One statement, or one of several at random, each in a chain of its own. */
function oneOf(statements: readonly string[], { table, name }: Writing, protocol: number | null): string {
  const [first = '', ...others] = statements
  if (others.length === 0) return first
  statements.forEach((statement, at) => table.chain({ name: `one_of_${name}_${at + 1}`, rules: [ruleText(protocol === null ? '' : `meta l4proto ${protocol}`, statement)] }))
  return `numgen random mod ${statements.length} vmap { ${statements.map((_, at) => `${at} : goto one_of_${name}_${at + 1}`).join(', ')} }`
}

/** Rewrites the prefix and keeps the rest: by flow, or of every packet without tracking. */
function prefixWords(side: 'saddr' | 'daddr', from: Cidr, to: Cidr, { version, flows }: Writing): readonly Worded[] {
  if (versionOf(from.address) !== version) return []
  const family = version === 6 ? 'ip6' : 'ip'
  const only = `${family} ${side} ${formatCidr(from)}`
  if (flows) return [{ only, verdict: `${side === 'saddr' ? 'snat' : 'dnat'} ${family} prefix to ${family} ${side} map { ${formatCidr(from)} : ${formatCidr(to)} }` }]
  const whole = to.length === hostCidr(to.address).length
  const set = whole ? String(to.address) : `${family} ${side} and ${hostMask(to.length, version)} or ${to.address}`
  return [{ only, verdict: `${family} ${side} set ${set} accept` }]
}

function hostMask(length: number, version: IpVersion): string {
  const width = version === 4 ? 8 : 16
  const parts = Array.from({ length: version === 4 ? 4 : 8 }, (_, at) => (1 << width) - 1 >> Math.max(0, Math.min(width, length - at * width)))
  return version === 4 ? parts.join('.') : parts.map(part => part.toString(16)).join(':')
}


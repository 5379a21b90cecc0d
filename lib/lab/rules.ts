import type { Cidr } from '@/lib/net/cidr'
import { formatPortRange } from '@/lib/net/port'
import type { IpVersion } from '@/lib/net/ip-address'
import type { Device } from '@/lib/network/device'
import type { ProtocolMatch } from '@/lib/network/match'
import type { Network } from '@/lib/network/network'
import type { PolicyRule } from '@/lib/network/route'
import type { AddressMatch } from '@/lib/network/match'
import { prefixesOf } from './match'
import type { LabNames } from './names'
import type { LabRule } from './plan'
import { MAIN_TABLE, tableNumbers } from './routes'

/** Between the kernel's own rules: `local` is 0 and `main` 32766. Source: ip-rule(8). */
const FIRST_PRIORITY = 100

/**
 * Policy rules for `ip rule`, which takes one source, one destination, one protocol and one port range at a time: a rule of several becomes
 * several of one priority. A rule that is final is followed by one that refuses.
 */
export function rulesOf(device: Device, network: Network, names: LabNames): readonly LabRule[] {
  const numbers = tableNumbers(device)
  return device.policyRules.flatMap((rule, at) => {
    const priority = FIRST_PRIORITY + 2 * at
    const selectors = selectorsOf(rule, network, names)
    const table = numbers.get(rule.table) ?? MAIN_TABLE
    return [
      ...selectors.map(selector => ({ ...selector, priority, action: { table }, ...(rule.suppressPrefixLength === undefined ? {} : { suppressPrefixLength: rule.suppressPrefixLength }) })),
      ...(rule.final ? selectors.map(selector => ({ ...selector, priority: priority + 1, action: 'unreachable' as const })) : []),
    ]
  })
}

type Selector = Omit<LabRule, 'priority' | 'action'>

function selectorsOf({ match, ownOnly }: PolicyRule, network: Network, names: LabNames): readonly Selector[] {
  return ([4, 6] as const).flatMap(version => cross(
    addresses(match.sources, version, network).map(from => from ? { from } : {}),
    addresses(match.destinations, version, network).map(to => to ? { to } : {}),
    ownOnly ? [{ inInterface: 'lo' }] : (match.inInterfaces ?? [undefined]).map(id => id === undefined ? {} : { inInterface: names.interface(id) }),
    (match.protocols ?? [undefined]).flatMap(protocol => protocol === undefined ? [{}] : portsOf(protocol)),
  ).map(parts => ({ version, ...parts, ...(match.mark ? { mark: match.mark } : {}) })))
}

const addresses = (match: AddressMatch | undefined, version: IpVersion, network: Network): readonly (Cidr | undefined)[] =>
  match === undefined ? [undefined] : prefixesOf(match, version, network)

const portsOf = ({ protocol, ports, sourcePorts }: ProtocolMatch): readonly Partial<Selector>[] => cross(
  (ports ?? [undefined]).map(range => range ? { ports: formatPortRange(range) } : {}),
  (sourcePorts ?? [undefined]).map(range => range ? { sourcePorts: formatPortRange(range) } : {}),
).map(parts => ({ protocol, ...parts }))

/** Every combination of one of each. */
const cross = (...lists: readonly (readonly Partial<Selector>[])[]): readonly Partial<Selector>[] =>
  lists.reduce<readonly Partial<Selector>[]>((sofar, list) => sofar.flatMap(parts => list.map(more => ({ ...parts, ...more }))), [{}])

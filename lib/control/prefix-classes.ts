import { covers, type Cidr } from '@/lib/net/cidr'
import { versionOf } from '@/lib/net/ip-address'
import type { ElementId } from '@/lib/net/element-id'
import type { SpeakerId } from '@/lib/network/ids'
import type { Network } from '@/lib/network/network'
import type { RoutePolicy } from '@/lib/network/route-policy'
import type { Origination } from '@/lib/network/speaker'
import { comparePrefixes, prefixKey } from './path'
import { prefixMatches } from './route-policy'

/** Prefixes that nothing in the exchange tells apart: the same speakers bring them in the same way, and every policy treats them alike. */
export interface PrefixClass {
  /** One that stands for all. */
  readonly prefix: Cidr
  readonly prefixes: readonly Cidr[]
  readonly originations: ReadonlyMap<SpeakerId, readonly Origination[]>
}

/** Who brought in a prefix: its element, by prefix and speaker. */
export type Owners = ReadonlyMap<string, ReadonlyMap<SpeakerId, ElementId>>

type Condition = (prefix: Cidr) => boolean

/** Prefixes travel in classes, so that a thousand that behave alike cost as much as one. */
export function classesOf(network: Network): { readonly classes: readonly PrefixClass[]; readonly owners: Owners } {
  const conditions = conditionsIn(network)
  const said = new Map<string, { readonly prefix: Cidr; readonly by: Map<SpeakerId, Origination[]> }>()
  for (const speaker of network.speakers.values()) {
    for (const origination of speaker.originates) {
      const key = prefixKey(origination.prefix)
      const entry = said.get(key) ?? { prefix: origination.prefix, by: new Map<SpeakerId, Origination[]>() }
      entry.by.set(speaker.id, [...entry.by.get(speaker.id) ?? [], origination])
      said.set(key, entry)
    }
  }
  const groups = new Map<string, { readonly prefixes: Cidr[]; readonly originations: ReadonlyMap<SpeakerId, readonly Origination[]> }>()
  for (const { prefix, by } of said.values()) {
    const key = `${versionOf(prefix.address)} ${[...by].map(([id, list]) => `${id}=${list.map(textOf).join('+')}`).join('|')}#${conditions.map(holds => (holds(prefix) ? 1 : 0)).join('')}`
    const group = groups.get(key)
    if (group) group.prefixes.push(prefix)
    else groups.set(key, { prefixes: [prefix], originations: by })
  }
  const classes = [...groups.values()].map(({ prefixes, originations }) => ({ prefix: prefixes[0] as Cidr, prefixes: prefixes.sort(comparePrefixes), originations }))
  const owners = new Map([...said].map(([key, { by }]) => [key, new Map([...by].flatMap(([id, [first]]) => (first ? [[id, first.from] as const] : [])))] as const))
  return { classes, owners }
}

/** All of an origination that can travel. */
const textOf = ({ med, communities, withheld }: Origination): string =>
  `${med ?? 0} ${communities?.join(',') ?? ''} ${withheld ? JSON.stringify([withheld.code, withheld.elements, withheld.facts]) : ''}`

/** Everything that looks at a prefix: terms of policies, and what speakers and tables refuse. */
function conditionsIn(network: Network): readonly Condition[] {
  const ofPolicy = (policy: RoutePolicy | undefined): readonly Condition[] =>
    (policy?.terms ?? []).flatMap(({ prefixes }) => (prefixes ? [(prefix: Cidr) => prefixes.some(match => prefixMatches(match, prefix))] : []))
  const refusing = [...network.speakers.values(), ...network.propagations].flatMap(({ refuses = [] }) => refuses)
  return [
    ...network.sessions.flatMap(({ ends }) => ends.flatMap(end => [...ofPolicy(end.imports), ...ofPolicy(end.exports)])),
    ...refusing.map(({ within }): Condition => prefix => covers(within, prefix)),
  ]
}

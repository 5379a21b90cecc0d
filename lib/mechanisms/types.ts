import type * as z from 'zod'
import type { ElementOf, LinkOf } from '@/lib/design/design'
import type { ElementKind, LinkKind } from '@/lib/design/kinds/index'
import type { DesignView } from '@/lib/design/view'
import type { ElementId } from '@/lib/net/element-id'
import type { Addition } from '@/lib/network/addition'
import type { Code } from '@/lib/network/ids'
import type { Network } from '@/lib/network/network'
import type { Problem } from '@/lib/network/problem'

/**
 * The phases in which mechanisms contribute. In each, every mechanism sees what the phases before it (not its own) have built.
 * - `place`: devices, their tables, links. - `connect`: interfaces and what their ports claim.
 * - `route`: routes, policy rules, speakers, sessions, propagations. - `translate`: NAT and virtual addresses.
 * - `filter`: filters, rules, members of address sets. - `name`: cluster objects, name servers, stub resolvers, conditions.
 */
export const PHASES = ['place', 'connect', 'route', 'translate', 'filter', 'name'] as const
export type Phase = (typeof PHASES)[number]

export type SubjectKind = ElementKind | LinkKind
export type SubjectOf<Kind extends SubjectKind> = Kind extends ElementKind ? ElementOf<Kind> : Kind extends LinkKind ? LinkOf<Kind> : never

/** What a mechanism is given for each element or link that it is attached to. */
export interface Context<Kind extends SubjectKind, Config> {
  readonly view: DesignView
  readonly id: ElementId
  readonly subject: SubjectOf<Kind>
  readonly config: Config
  /** As the earlier phases have built it; empty while problems are looked for. */
  readonly network: Network
}

/** Where a mechanism attaches: to every element of a kind in its place, or to those that name it. */
export interface Attachment<Kind extends SubjectKind> {
  readonly kind: Kind
  /** Only in a site of this provider. */
  readonly provider?: string
  /** Only under a parent of this kind. */
  readonly parent?: ElementKind
  /** Only where the element names the mechanism in this field, whose `config` is then the one that counts. */
  readonly named?: 'mechanism' | 'network' | 'serviceProxy'
  /** With `named`: also where that field is missing. */
  readonly otherwise?: true
}

export type Category = 'place' | 'gateway' | 'filter' | 'tunnel' | 'routing' | 'cluster' | 'cluster-network' | 'service' | 'balancer' | 'name-server'

/** A technology that turns its configuration into routes, tunnels, filters, NAT and names. */
export interface Mechanism<Kind extends SubjectKind = SubjectKind, Config = unknown> {
  /** The name of its folder. */
  readonly name: string
  readonly title: string
  readonly category: Category
  readonly attachesTo: readonly Attachment<Kind>[]
  /** Checks `config`; its defaults must be a configuration without problems. Refinements only, so that it turns into JSON Schema. */
  readonly schema: z.ZodType<Config>
  readonly problems?: { readonly [K in Kind]?: (context: Context<K, Config>) => readonly Problem[] }
  readonly contribute: { readonly [P in Phase]?: { readonly [K in Kind]?: (context: Context<K, Config>) => readonly Addition[] } }
  /** English sentences by code; `{name}` stands for a fact. */
  readonly sentences: Readonly<Partial<Record<Code, string>>>
}

/** Keeps the types of one mechanism together and forgets them for the list. */
export function defineMechanism<const Kind extends SubjectKind, Config>(mechanism: Mechanism<Kind, Config>): Mechanism {
  return mechanism as unknown as Mechanism
}

import type * as z from 'zod'
import type { Attachment, SubjectKind, SubjectOf } from '@/lib/design/attachment'
import type { DesignView } from '@/lib/design/view'
import type { ElementId } from '@/lib/net/element-id'
import type { Addition } from '@/lib/network/addition'
import type { Code } from '@/lib/network/ids'
import type { Network } from '@/lib/network/network'
import type { Problem } from '@/lib/network/problem'

export type { Attachment, SubjectKind, SubjectOf } from '@/lib/design/attachment'

/**
 * The phases in which mechanisms contribute. In each, every mechanism sees what the phases before it (not its own) have built.
 * - `place`: devices, their tables, links. - `connect`: interfaces and what their ports claim.
 * - `route`: routes, policy rules, speakers, sessions, propagations. - `translate`: NAT and virtual addresses.
 * - `filter`: filters, rules, members of address sets. - `name`: cluster objects, name servers, stub resolvers, conditions.
 */
export const PHASES = ['place', 'connect', 'route', 'translate', 'filter', 'name'] as const
export type Phase = (typeof PHASES)[number]

/** What a mechanism is given for each element or link that it is attached to. */
export interface Context<Kind extends SubjectKind, Config> {
  readonly view: DesignView
  readonly id: ElementId
  readonly subject: SubjectOf<Kind>
  readonly config: Config
  /** As the earlier phases have built it; empty while problems are looked for. */
  readonly network: Network
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

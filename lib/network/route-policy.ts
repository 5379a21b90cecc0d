import type { Cidr } from '@/lib/net/cidr'
import type { Sourced } from './ids'

/** `64512:100`. Source: RFC 1997. */
export type Community = string

/** Prefixes inside one, of lengths from `least` to `most` (without them: exactly this prefix). */
export interface PrefixMatch { readonly within: Cidr; readonly least?: number; readonly most?: number }

/** One term: what it matches (everything that is said must hold) and what it does. */
export interface PolicyTerm extends Sourced {
  readonly prefixes?: readonly PrefixMatch[]
  /** Any of them. */
  readonly communities?: readonly Community[]
  /** An AS anywhere in the path. */
  readonly asPathHolds?: number
  readonly set?: {
    readonly localPreference?: number
    readonly med?: number
    readonly addCommunities?: readonly Community[]
    readonly removeCommunities?: readonly Community[]
    /** The speaker's own AS, this many times more. */
    readonly prepend?: number
  }
  readonly action: 'accept' | 'deny' | 'next'
}

/** An import or export filter: the first term that matches and does not say `next` decides; else `otherwise`. Source: RFC 4271 section 9.1.1 and 9.1.3 leave the policy to the operator. */
export interface RoutePolicy { readonly terms: readonly PolicyTerm[]; readonly otherwise: 'accept' | 'deny'; readonly denied: Sourced }

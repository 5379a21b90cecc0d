import type * as z from 'zod'
import type { ELEMENT_KINDS, ElementKind, LINK_KINDS, LinkKind } from './kinds/index'

/** What every element has, whatever its kind. */
interface Common {
  readonly parent?: string
  /** What Kubernetes or the cloud calls it; without it, its id. */
  readonly name?: string
  readonly note?: string
  /** The mechanism that compiles it, where it is not the one of its place. */
  readonly mechanism?: string
  readonly config?: Readonly<Record<string, unknown>>
}

type DeepReadonly<T> = T extends object ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> } : T

/** zod infers an empty object as "every key forbidden", which would forbid `kind` too. */
type Fields<Schema extends z.ZodObject> = string extends keyof z.infer<Schema> ? unknown : DeepReadonly<z.infer<Schema>>

/** An element of one kind; its id is its key in the design. */
export type ElementOf<Kind extends ElementKind> = Common & { readonly kind: Kind } & Fields<(typeof ELEMENT_KINDS)[Kind]['schema']>
export type DesignElement = { [Kind in ElementKind]: ElementOf<Kind> }[ElementKind]

export type LinkOf<Kind extends LinkKind> = Omit<Common, 'parent'> & { readonly kind: Kind } & DeepReadonly<z.infer<(typeof LINK_KINDS)[Kind]['schema']>>
export type DesignLink = { [Kind in LinkKind]: LinkOf<Kind> }[LinkKind]

export interface Assertion {
  readonly from: string
  readonly to: string
  readonly protocol?: string
  readonly port?: number
  /** Bytes of the IP packet. */
  readonly sizeBytes?: number
  readonly expect: 'reachable' | 'unreachable'
}

/** Position and size on the canvas, in canvas units, relative to the parent. The engine never reads it. */
export interface Placement { readonly x: number; readonly y: number; readonly w?: number; readonly h?: number }

/** The saved document. */
export interface Design {
  readonly podway: 1
  readonly name: string
  readonly elements: Readonly<Record<string, DesignElement>>
  readonly links: Readonly<Record<string, DesignLink>>
  readonly assertions: readonly Assertion[]
  readonly layout: Readonly<Record<string, Placement>>
}

import type { Design, ElementOf } from '@/lib/design/design'
import type { ElementKind } from '@/lib/design/kinds/index'
import type { DesignView } from '@/lib/design/view'
import type { ElementId } from '@/lib/net/element-id'
import type { Result } from '@/lib/net/result'

/**
 * Why an element is filled in: it is new, a copy of one that stands already, or it came to stand somewhere else. What fits stays; new ones
 * also get what is optional, and copies share no range and no address with anything.
 */
export type Mode = 'new' | 'copy' | 'moved'

/** An element at its place, still to be filled in. */
export interface At<Kind extends ElementKind> {
  readonly design: Design
  readonly view: DesignView
  readonly id: ElementId
  readonly element: Partial<ElementOf<Kind>> & { readonly parent?: string }
  readonly mode: Mode
  readonly provider: string | undefined
  readonly vpc: ElementId | undefined
  readonly cluster: ElementId | undefined
  /** Adds what the element cannot stand without: a subnet for a node. */
  readonly create: Create
}

export type Create = (design: Design, kind: ElementKind, parent: string) => Result<{ readonly design: Design; readonly id: ElementId }, string>

/** The fields as they should be (undefined takes one away), and the design with what had to be added for them. */
export interface Filled<Kind extends ElementKind> { readonly design: Design; readonly fields: { readonly [Field in keyof ElementOf<Kind>]?: ElementOf<Kind>[Field] | undefined } }

/** Fills in one kind of element. The error is a sentence: nothing free is left, say. */
export type Fill<Kind extends ElementKind> = (at: At<Kind>) => Result<Filled<Kind>, string>

import type { Named } from '@/components/editor/protocol'

/** What an answer needs from its surroundings: looks of elements, and what happens when one is pointed at or chosen. */
export interface Acts {
  readonly named: Readonly<Record<string, Named>>
  readonly selected: string | null
  readonly select: (element: string, pod?: number | null) => void
  /** Leads to a field of an element, where it is known which. */
  readonly selectField: (element: string, field: string | null) => void
  readonly point: (pointed: { readonly element: string; readonly pod: number | null } | null) => void
}

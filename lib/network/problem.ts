import type { ElementId } from '@/lib/net/element-id'
import type { Code } from './ids'
import type { Facts } from './route'

/** The drawing is wrong here. Its sentence stands in the catalogue of its mechanism; questions are answered all the same. */
export interface Problem {
  readonly severity: 'error' | 'warning'
  readonly code: Code
  readonly element: ElementId
  /** The field inside the element, as a path: `routes.0.via`. */
  readonly field?: string
  readonly facts: Facts
}

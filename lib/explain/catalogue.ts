import type { ElementId } from '@/lib/net/element-id'
import type { Code } from '@/lib/network/ids'

/** What a story is told with: sentences by code, with `{fact}` for the facts of what they speak of, and what elements are called. */
export interface Catalogue {
  readonly sentences: Readonly<Partial<Record<Code, string>>>
  labelOf(element: ElementId): string
}

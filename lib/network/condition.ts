import type { ElementId } from '@/lib/net/element-id'
import type { Code, ConditionId } from './ids'
import type { Flow } from './flow'
import type { Facts } from './route'

/** Something that holds only while real flows pass: a control plane that reaches an API server, a health check, a session. */
export interface Condition {
  readonly id: ConditionId
  readonly from: ElementId
  /** What an unmet condition is called and where it is mended. */
  readonly code: Code
  readonly elements: readonly ElementId[]
  readonly facts?: Facts
  /** All flows must pass, or any one. */
  readonly quorum: 'all' | 'any'
  readonly flows: readonly Flow[]
  /** Once it held, what it brought stays when it is lost (stale): a control plane's last word, a synchronised list. */
  readonly keeps?: true
}

import { dns } from './dns/suite'
import type { Suite } from './suite'

/** Every form of recorded truth. */
export const SUITES: readonly Suite[] = [dns]

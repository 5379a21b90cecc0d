import { dns } from './dns/suite'
import { resolver } from './resolver/suite'
import type { Suite } from './suite'

/** Every form of recorded truth. */
export const SUITES: readonly Suite[] = [dns, resolver]

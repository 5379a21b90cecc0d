import type { Kind } from '@/cli/suite/dns/kind'

/** Every kind of case of the dns suites. */
export const KINDS: readonly Kind[] = []

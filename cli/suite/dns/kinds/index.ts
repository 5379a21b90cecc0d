import type { Kind } from '@/cli/suite/dns/kind'
import { namesTried } from './names-tried'
import { resolvConf } from './resolv-conf'
import { dnsPolicy, mergeOptionsKind, nameserverLimits, ndots, resolvConfText, searchLimits } from './resolv-conf-parts'

/** Every kind of case of the dns suites. */
export const KINDS: readonly Kind[] = [
  namesTried, ndots, resolvConf, dnsPolicy, searchLimits, nameserverLimits, resolvConfText, mergeOptionsKind,
]

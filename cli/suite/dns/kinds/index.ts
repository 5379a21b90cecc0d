import type { Kind } from '@/cli/suite/dns/kind'
import { clientQuery } from './client-query'
import { lookup } from './lookup'
import { endpointLabelKind, parseNameKind } from './names'
import { namesTried } from './names-tried'
import { query } from './query'
import { resolvConf } from './resolv-conf'
import { dnsPolicy, mergeOptionsKind, nameserverLimits, ndots, resolvConfText, searchLimits } from './resolv-conf-parts'
import { rewrite } from './rewrite'
import { searchPath } from './search-path'
import { zoneDump } from './zone-dump'
import { zoneChoice, zoneKey, zoneMatch } from './zones'

/** Every kind of case of the dns suites. */
export const KINDS: readonly Kind[] = [
  query, clientQuery, zoneDump, rewrite, lookup, searchPath, zoneKey, zoneMatch, zoneChoice, parseNameKind, endpointLabelKind,
  namesTried, ndots, resolvConf, dnsPolicy, searchLimits, nameserverLimits, resolvConfText, mergeOptionsKind,
]

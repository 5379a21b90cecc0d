import type { Kind } from '@/cli/suite/dns/kind'
import { clientQuery } from './client-query'
import { lookup } from './lookup'
import { endpointLabelKind, parseNameKind } from './names'
import { query } from './query'
import { rewrite } from './rewrite'
import { searchPath } from './search-path'
import { zoneDump } from './zone-dump'
import { zoneChoice, zoneKey, zoneMatch } from './zones'

/** Every kind of case of the dns suites. */
export const KINDS: readonly Kind[] = [query, clientQuery, zoneDump, rewrite, lookup, searchPath, zoneKey, zoneMatch, zoneChoice, parseNameKind, endpointLabelKind]

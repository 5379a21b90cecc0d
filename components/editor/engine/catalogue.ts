import type { Catalogue } from '@/lib/explain/catalogue'
import { mergeSentences } from '@/lib/mechanisms/catalogue'
import { MECHANISMS } from '@/lib/mechanisms/index'

/** The words of the page: elements go by their ids, as in the ask bar and on the command line. */
export const CATALOGUE: Catalogue = { sentences: mergeSentences(MECHANISMS), labelOf: (element) => element }

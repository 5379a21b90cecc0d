import type { Catalogue } from '@/lib/explain/catalogue'
import { mergeSentences } from '@/lib/mechanisms/catalogue'
import { MECHANISMS } from '@/lib/mechanisms/index'

/** The words of the command line: English, and elements by their ids, which is what it takes as well. */
export const CATALOGUE: Catalogue = { sentences: mergeSentences(MECHANISMS), labelOf: element => element }

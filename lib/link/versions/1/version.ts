import { strToU8 } from 'fflate'
import type { LinkVersion } from '@/lib/link/version'
import { DICTIONARY } from './dictionary'
import { pack } from './pack'
import { unpack } from './unpack'

export const VERSION_1: LinkVersion = { dictionary: strToU8(DICTIONARY), pack, unpack }

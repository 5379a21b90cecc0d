import type { LinkVersion } from './version'
import { VERSION_1 } from './versions/1/version'

/** Every version ever published, by number. New links are written in the last. */
export const LINK_VERSIONS: readonly (LinkVersion | undefined)[] = [undefined, VERSION_1]

export const NEWEST_VERSION = LINK_VERSIONS.length - 1

import type { Design } from '@/lib/design/design'
import { parseDesignValue } from '@/lib/design/parse-value'
import { MECHANISMS } from '@/lib/mechanisms/index'
import { err, ok, type Result } from '@/lib/net/result'
import { toBase64url } from './base64url'
import { seal } from './envelope'
import { notADesign, TOO_LARGE_TO_LINK, type LinkError } from './error'
import { LINK_LIMITS } from './limits'
import { LINK_VERSIONS, NEWEST_VERSION } from './versions'

export interface EncodedLink {
  /** What stands behind the # of a URL, without it: letters, digits, `-`, `_` and one `.`. */
  readonly fragment: string
  /** Its length. */
  readonly characters: number
}

/**
 * A design as the fragment of a URL. The same design always gives the same fragment, and every fragment made can be opened: a design that is not
 * valid, or too large, gives none.
 */
export function encodeLink(design: Design): Result<EncodedLink, LinkError> {
  const checked = parseDesignValue(design, { source: 'design', mechanisms: MECHANISMS })
  if (!checked.ok) return err(notADesign(checked.error))
  const version = LINK_VERSIONS[NEWEST_VERSION]
  if (!version) throw new Error('no version to write')
  const compact = version.pack(checked.value)
  if (compact.length > LINK_LIMITS.bytes || !version.unpack(compact).ok) return err(TOO_LARGE_TO_LINK)
  const fragment = `p${NEWEST_VERSION}.${toBase64url(seal(compact, version.dictionary))}`
  return fragment.length > LINK_LIMITS.characters ? err(TOO_LARGE_TO_LINK) : ok({ fragment, characters: fragment.length })
}

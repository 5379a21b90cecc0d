import type { Design } from '@/lib/design/design'
import { parseDesignValue } from '@/lib/design/parse-value'
import { MECHANISMS } from '@/lib/mechanisms/index'
import { err, ok, type Result } from '@/lib/net/result'
import { fromBase64url } from './base64url'
import { unseal } from './envelope'
import { DAMAGED, newerVersion, notADesign, NOT_A_LINK, TOO_LARGE, UNREADABLE, type LinkError } from './error'
import { LINK_LIMITS } from './limits'
import { LINK_VERSIONS, NEWEST_VERSION } from './versions'

const FORM = /^#?p([1-9][0-9]{0,3})\.([^]*)$/

const WHY: Readonly<Record<'damaged' | 'too-large' | 'unreadable', LinkError>> = { damaged: DAMAGED, 'too-large': TOO_LARGE, unreadable: UNREADABLE }

/**
 * The design in the fragment of a URL (with or without its #), checked as strictly as a file is.
 *
 * Never throws, whatever the text, and is bounded in time and memory (LINK_LIMITS). Nothing of a link that has an error is given.
 */
export function decodeLink(fragment: string): Result<Design, LinkError> {
  if (fragment.length > LINK_LIMITS.characters) return err(FORM.test(fragment) ? TOO_LARGE : NOT_A_LINK)
  const [, number, text] = FORM.exec(fragment) ?? []
  if (number === undefined || text === undefined) return err(NOT_A_LINK)
  const version = LINK_VERSIONS[Number(number)]
  if (!version) return err(newerVersion(Number(number), NEWEST_VERSION))
  const sealed = fromBase64url(text)
  if (!sealed) return err(DAMAGED)
  const compact = unseal(sealed, version.dictionary)
  if (!compact.ok) return err(WHY[compact.error])
  const document = version.unpack(compact.value)
  if (!document.ok) return err(WHY[document.error])
  const design = parseDesignValue(document.value, { source: 'link', mechanisms: MECHANISMS })
  return design.ok ? ok(design.value) : err(notADesign(design.error))
}

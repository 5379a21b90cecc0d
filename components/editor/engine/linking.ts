import type { Inquiries } from '@/components/editor/protocol'
import type { Design } from '@/lib/design/design'
import { encodeLink } from '@/lib/link/index'

/** The design as the fragment of a link. */
export function linkTo(design: Design): Inquiries['link']['told'] {
  const made = encodeLink(design)
  return made.ok ? { ok: true, ...made.value } : { ok: false, sentence: made.error.message }
}

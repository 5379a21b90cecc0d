import type { Inquiries } from '@/components/editor/protocol'
import { NOT_LOADED } from '@/components/editor/not-loaded'
import type { Design } from '@/lib/design/design'
import { err, type Result } from '@/lib/net/result'

/** What packs and reads links is fetched when one is first wanted. */
const links = () => import('@/lib/link/index').catch(() => null)

/** The design as the fragment of a link. */
export async function linkTo(design: Design): Promise<Inquiries['link']['told']> {
  const made = (await links())?.encodeLink(design)
  if (made === undefined) return { ok: false, sentence: NOT_LOADED }
  return made.ok ? { ok: true, ...made.value } : { ok: false, sentence: made.error.message }
}

/** The design that the fragment of a link holds. */
export async function designIn(fragment: string): Promise<Result<Design, readonly string[]>> {
  const read = (await links())?.decodeLink(fragment)
  if (read === undefined) return err([NOT_LOADED])
  return read.ok ? read : err([read.error.message])
}

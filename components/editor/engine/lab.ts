import type { Inquiries } from '@/components/editor/protocol'
import type { Prepared } from '@/lib/verify/prepare'
import { NOT_LOADED } from '@/components/editor/not-loaded'

/** The design as a lab. What makes it is fetched when it is first wanted: few people want it. */
export async function labOf({ design, network }: Prepared): Promise<Inquiries['lab']['told']> {
  const part = await import('@/lib/export/lab/index').catch(() => null)
  return part === null ? { ok: false, sentence: NOT_LOADED } : { ok: true, lab: part.exportLab(network, { title: design.name }) }
}

import type { Clip } from '@/components/editor/edits'
import type { Design } from '@/lib/design/design'

/** What the clipboard holds, so that other texts are told from it. */
const MARK = 'podway-clip-1'

/** The chosen elements with all that stands in them, and the links between them. */
export function clipOf({ elements, links, layout }: Design, roots: readonly string[]): Clip {
  const taken = new Set(roots.filter((id) => Object.hasOwn(elements, id)))
  for (let size = 0; size !== taken.size; ) {
    size = taken.size
    for (const [id, { parent }] of Object.entries(elements)) if (parent !== undefined && taken.has(parent)) taken.add(id)
  }
  const kept = <T>(part: Readonly<Record<string, T>>, keep: (id: string, value: T) => boolean) => Object.fromEntries(Object.entries(part).filter(([id, value]) => keep(id, value)))
  return {
    roots: [...taken].filter((id) => !taken.has(elements[id]?.parent ?? '')),
    elements: kept(elements, (id) => taken.has(id)),
    links: kept(links, (_, { ends }) => ends.every((end) => taken.has(end))),
    layout: kept(layout, (id) => taken.has(id)),
  }
}

export const writeClip = (clip: Clip): string => JSON.stringify({ [MARK]: clip })

/** A text that was copied from a drawing; null for any other. What is in it, the worker checks. */
export function readClip(text: string): Clip | null {
  if (!text.startsWith(`{"${MARK}"`)) return null
  try {
    const read = JSON.parse(text) as Readonly<Record<string, Clip>>
    return read[MARK] ?? null
  } catch {
    return null
  }
}

import { useEffect } from 'react'
import { chosen, edit, mark } from '@/components/editor/canvas-acts'
import type { Clip } from '@/components/editor/edits'
import { useEditor } from '@/components/editor/store'
import { clipOf, readClip, writeClip } from './clip'

/** Whether keys belong to what a person types in. */
export const isTyping = (target: EventTarget | null): boolean => target instanceof Element && target.closest('input, textarea, select, [contenteditable], dialog') !== null

const design = () => {
  const { opening } = useEditor.getState()
  return opening.state === 'open' ? opening.opened.design : null
}

function copied(event: ClipboardEvent): readonly string[] {
  const ids = chosen()
  const now = design()
  // A text that a person has marked is what they mean.
  if (now === null || ids.length === 0 || isTyping(event.target) || !(getSelection()?.isCollapsed ?? true)) return []
  event.clipboardData?.setData('text/plain', writeClip(clipOf(now, ids)))
  event.preventDefault()
  return ids
}

/** What is pasted stands beside what is chosen: in the same parent, or in the chosen one where it may. */
async function paste(clip: Clip): Promise<void> {
  const [first] = chosen()
  const now = design()
  const wanted = clip.roots.map((id) => clip.elements[id]?.parent ?? null)[0] ?? null
  const candidates = [first, now?.elements[first ?? '']?.parent, wanted].filter((id) => id !== undefined && id !== null && now !== null && Object.hasOwn(now.elements, id))
  const outcome = await edit({ type: 'paste', clip, parent: bestParent(clip, candidates.map(String)) })
  if (outcome.ok) mark(outcome.created)
}

/** The first candidate of the kind that the copied ones stood in. */
function bestParent(clip: Clip, candidates: readonly string[]): string | null {
  const now = design()
  const stood = clip.elements[clip.roots[0] ?? '']?.parent
  const kind = stood === undefined ? undefined : now?.elements[stood]?.kind
  if (stood === undefined) return null
  return candidates.find((id) => now?.elements[id]?.kind === kind) ?? candidates[0] ?? null
}

/** Copies, cuts and pastes through the clipboard's own events: they need no permission, and no https. */
export function useClipboard({ editable }: { readonly editable: boolean }): void {
  useEffect(() => {
    const onCopy = (event: ClipboardEvent) => void copied(event)
    const onCut = (event: ClipboardEvent) => {
      const ids = editable ? copied(event) : []
      if (ids.length > 0) void edit({ type: 'remove', ids })
    }
    const onPaste = (event: ClipboardEvent) => {
      const clip = !editable || isTyping(event.target) ? null : readClip(event.clipboardData?.getData('text/plain') ?? '')
      if (clip !== null) void paste(clip)
    }
    document.addEventListener('copy', onCopy)
    document.addEventListener('cut', onCut)
    document.addEventListener('paste', onPaste)
    return () => {
      document.removeEventListener('copy', onCopy)
      document.removeEventListener('cut', onCut)
      document.removeEventListener('paste', onPaste)
    }
  }, [editable])
}

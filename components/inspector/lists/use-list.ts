import { useRef } from 'react'
import type { Path } from '@/components/inspector/field'
import { useInspecting } from '@/components/inspector/inspecting'

/** Adds to a list and takes from it. The list that is not there begins with its first item. */
export function useList(path: Path, items: readonly unknown[] | null) {
  const { set, revise, forget, readOnly } = useInspecting()
  const place = useRef<HTMLDivElement>(null)
  const add = (item: unknown) => revise(path, (held) => [...listed(held), item])
  const remove = async (index: number) => {
    const sentence = await revise(path, (held) => without(listed(held), index, items?.[index]))
    if (sentence !== null) return
    forget(path)
    place.current?.querySelector<HTMLElement>('[data-add]')?.focus()
  }
  return { place, add, remove, readOnly, drop: () => set(path, undefined) }
}

const listed = (held: unknown): readonly unknown[] => (Array.isArray(held) ? held : [])

/** Without the item that was shown at an index, wherever it stands by now; where it was edited meanwhile, it stands there still. */
function without(held: readonly unknown[], index: number, item: unknown): readonly unknown[] {
  const now = held.indexOf(item)
  return held.toSpliced(now === -1 ? index : now, 1)
}

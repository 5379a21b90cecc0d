import { useRef } from 'react'
import type { Path } from '@/components/inspector/field'
import { useInspecting } from '@/components/inspector/inspecting'

/** Adds to a list and takes from it. The list that is not there begins with its first item. */
export function useList(path: Path, items: readonly unknown[] | null) {
  const { set, forget, readOnly } = useInspecting()
  const place = useRef<HTMLDivElement>(null)
  const add = (item: unknown) => set(path, [...(items ?? []), item])
  const remove = async (index: number) => {
    const sentence = await set(path, (items ?? []).filter((_, at) => at !== index))
    if (sentence !== null) return
    forget(path)
    place.current?.querySelector<HTMLElement>('[data-add]')?.focus()
  }
  return { place, add, remove, readOnly, drop: () => set(path, undefined) }
}

import { useEditor } from '@/components/editor/store'
import type { KindCatalogue } from '@/components/editor/protocol'

/** What can be drawn; null until the worker has told it. */
export const useCatalogue = (): KindCatalogue | null => useEditor((state) => state.catalogue)

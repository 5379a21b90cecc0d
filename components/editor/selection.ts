import { podBoxId } from '@/lib/layout/drawing'
import { useEditor, type DrawerTab, type LaneTab, type Pointed } from './store'

/** Chooses an element; `box` where one of its several boxes was clicked. */
export const select = (element: string, box: string | null = null) => useEditor.setState({ selected: { element, box } })
/** Chooses an element and leads to one of its fields (`routes.0.via`), or to the nearest that there is around it. */
export function selectField(element: string, field: string | null): void {
  select(element)
  if (field !== null) requestAnimationFrame(() => requestAnimationFrame(() => focusField(field)))
}

function focusField(field: string): void {
  const places = [...document.querySelectorAll<HTMLElement>('.inspector [data-field]')]
  const inside = (place: string | undefined) => place !== undefined && (field === place || field.startsWith(`${place}.`))
  const [nearest] = places.filter(({ dataset }) => inside(dataset['field'])).sort((a, b) => (b.dataset['field'] ?? '').length - (a.dataset['field'] ?? '').length)
  nearest?.scrollIntoView({ block: 'center' })
  nearest?.focus({ preventScroll: true })
}

/** Chooses one pod of an element where it is known which. */
export const selectPod = (element: string, pod: number | null) => select(element, pod === null ? null : podBoxId(element, pod))
export const clearSelection = () => useEditor.setState({ selected: null })
export const point = (pointed: Pointed | null) => useEditor.setState({ pointed })
export const showTab = (tab: DrawerTab) => useEditor.setState({ tab })
export const showLane = (lane: LaneTab) => useEditor.setState({ lane })

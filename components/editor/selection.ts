import { podBoxId } from '@/lib/layout/drawing'
import { useEditor, type DrawerTab, type LaneTab, type Pointed } from './store'

/** Chooses an element; `box` where one of its several boxes was clicked. */
export const select = (element: string, box: string | null = null) => useEditor.setState({ selected: { element, box } })
/** Chooses one pod of an element where it is known which. */
export const selectPod = (element: string, pod: number | null) => select(element, pod === null ? null : podBoxId(element, pod))
export const clearSelection = () => useEditor.setState({ selected: null })
export const point = (pointed: Pointed | null) => useEditor.setState({ pointed })
export const showTab = (tab: DrawerTab) => useEditor.setState({ tab })
export const showLane = (lane: LaneTab) => useEditor.setState({ lane })

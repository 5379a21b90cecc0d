import { useEditor, type DrawerTab, type LaneTab } from './store'
import type { Asked, Opened } from './protocol'

/** What is taken along from one design to another. */
interface Carried { readonly to: string; readonly question: Asked | null; readonly tab: DrawerTab; readonly lane: LaneTab }

let carried: Carried | null = null

/** The question that is asked now will be asked of the design that opens next, if it is that one, and its answer looked at in the same place. */
export function carryTo(id: string): void {
  const { question, tab, lane } = useEditor.getState()
  carried = { to: id, question, tab, lane }
}

/** What was taken along for this design, once. A question by somebody who is not in it stays behind. */
export function takeCarried({ id, askers }: Opened): Partial<Omit<Carried, 'to'>> {
  const taken = carried?.to === id ? carried : null
  carried = null
  if (taken === null) return {}
  const { tab, lane, question } = taken
  return { tab, lane, ...(question !== null && askers.some((asker) => asker.id === question.from) ? { question } : {}) }
}

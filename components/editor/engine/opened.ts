import type { Opened, ToldProblem } from '@/components/editor/protocol'
import type { Design } from '@/lib/design/design'
import { viewDesign } from '@/lib/design/view'
import { layoutDesign } from '@/lib/layout/layout'
import { askersOf, firstQuestion, targetsOf } from './endpoints'
import { namedOf } from './named'

/** Everything that the page shows of a design before a question is asked. */
export function openedOf(id: string, design: Design, problems: readonly ToldProblem[]): Opened {
  const view = viewDesign(design)
  return {
    id, name: design.name, design, problems,
    drawing: layoutDesign(design),
    folded: layoutDesign(design, 'folded'),
    named: namedOf(view),
    askers: askersOf(view),
    targets: targetsOf(view),
    first: firstQuestion(view),
  }
}

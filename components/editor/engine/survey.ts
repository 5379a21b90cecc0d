import type { Survey } from '@/components/editor/protocol'
import type { Design } from '@/lib/design/design'
import { layoutDesign } from '@/lib/layout/layout'
import { providerWord } from '@/lib/layout/words'
import { MECHANISMS } from '@/lib/mechanisms/index'
import { checkAssertion } from '@/lib/verify/assertions'
import { prepare, type Prepared } from '@/lib/verify/prepare'
import { answered, told } from './answering'
import { CATALOGUE } from './catalogue'
import { askedBy } from './endpoints'

/** How the first assertion's question runs over the drawing; null where nothing is asserted, or it cannot be asked. */
function firstOf(prepared: Prepared, drawing: Survey['drawing']): Survey['first'] {
  const [asserted] = prepared.design.assertions
  if (asserted === undefined) return null
  const question = askedBy(asserted)
  const answer = answered(question, prepared)
  if (!answer.ok) return null
  const { story, ways } = told(question, answer.value, prepared, CATALOGUE, { drawing, folded: drawing })
  return { expected: asserted.expect, found: story.reachability, question, ways, blocked: story.blockers.flatMap(({ elements }) => elements) }
}

/** A design in small: its drawing, which assertions hold (one that cannot be asked does not), how many problems there are. */
export function surveyOf(design: Design): Survey {
  const prepared = prepare(design, MECHANISMS)
  const drawing = layoutDesign(design)
  const holds = design.assertions.map(assertion => {
    const checked = checkAssertion(assertion, prepared)
    return checked.ok && checked.value.holds
  })
  const count = (severity: 'error' | 'warning') => prepared.problems.filter(problem => problem.severity === severity).length
  const providers = [...new Set(prepared.view.of('site').map(({ element }) => providerWord(element.provider)))]
  return { name: design.name, providers, drawing, first: firstOf(prepared, drawing), holds, errors: count('error'), warnings: count('warning') }
}

import type { Asked, Way } from '@/components/editor/protocol'
import type { DesignView } from '@/lib/design/view'
import type { Lane, Story } from '@/lib/explain/story'
import type { Drawing } from '@/lib/layout/drawing'
import { type Stop, wayOver } from '@/lib/layout/route/path'

/** `web-0` is pod 0 of `web`; an element of that very id is itself. */
export function podOf(view: DesignView, id: string): Stop {
  const [, element, index] = /^(.+)-(\d+)$/.exec(id) ?? []
  if (Object.hasOwn(view.design.elements, id) || element === undefined || !Object.hasOwn(view.design.elements, element)) return { element: id, pod: null }
  return { element, pod: Number(index) }
}

/** The pods that the lines of a lane name, in order: a line's label is a device, and a pod's device is named like the pod. */
function podsNamed(view: DesignView, { lines }: Lane, element: string): readonly number[] {
  return lines.filter(line => line.element === element).flatMap(line => line.pod ?? podOf(view, line.label).pod ?? [])
}

/** At the first stop the first pod that is named, at every later one the last. */
function stopsOf(view: DesignView, lane: Lane, question: Asked): readonly Stop[] {
  const asker = podOf(view, question.from)
  return lane.path.map((element, index) => {
    const named = podsNamed(view, lane, element)
    const guessed = index === 0 ? named[0] : named.at(-1)
    const pod = lane.pods?.[index] ?? guessed ?? (element === asker.element ? asker.pod : null)
    return { element, pod }
  })
}

/** How the lanes of a story run over a drawing. */
export function waysOver(view: DesignView, drawing: Drawing, story: Story, question: Asked): readonly Way[] {
  return story.lanes.map(lane => ({ stage: lane.stage, stretches: wayOver(drawing, stopsOf(view, lane, question), { blockedAt: lane.blockedAt, partsAt: lane.partsAt ?? null }) }))
}

import { Verdict } from '@/components/ui/verdict'
import { useEditor } from '@/components/editor/store'

const blockers = (count: number): string => (count === 0 ? '' : `: ${count} ${count === 1 ? 'blocker' : 'blockers'}`)

/** How the question ended, also said to a screen reader. */
export function VerdictChip() {
  const answering = useEditor((state) => state.answering)
  const waiting = useEditor((state) => state.waiting)
  return (
    <div className={waiting ? 'chip stale' : 'chip'} role="status">
      {answering.state === 'told' && (
        <Verdict state={answering.told.story.reachability}>
          {answering.told.story.reachability}
          {blockers(answering.told.story.blockers.length)}
        </Verdict>
      )}
      {answering.state === 'unanswered' && <Verdict state="undetermined">not answered</Verdict>}
    </div>
  )
}

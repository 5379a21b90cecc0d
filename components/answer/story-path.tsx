import type { Story } from '@/lib/explain/story'
import { Glyph } from '@/components/ui/glyph'
import { INKS } from '@/components/ui/verdict'
import type { LaneTab } from '@/components/editor/store'
import type { Acts } from './acts'
import { Blockers } from './blockers'
import { Lane, STAGES } from './lane'

interface Props { readonly story: Story; readonly acts: Acts; readonly shown: LaneTab; readonly onShow: (lane: LaneTab) => void }

/** Lookup, forward, return and blockers beside each other; on a phone one of them at a time. */
export function StoryPath({ story, acts, shown, onShow }: Props) {
  const stages = [...new Set(story.lanes.map(({ stage }) => stage))]
  const present: LaneTab = shown === 'blockers' || stages.some((stage) => stage === shown) ? shown : (stages[0] ?? 'blockers')
  return (
    <>
      <div className="segments" role="group" aria-label="Part of the answer">
        {stages.map((stage) => {
          const state = story.lanes.find((lane) => lane.stage === stage)?.state ?? 'undetermined'
          return (
            <button key={stage} type="button" aria-pressed={stage === present} onClick={() => onShow(stage)}>
              <Glyph name={state} className={INKS[state]} />
              {STAGES[stage]}
            </button>
          )
        })}
        <button type="button" aria-pressed={present === 'blockers'} onClick={() => onShow('blockers')}>
          Blockers <span className="num">{story.blockers.length}</span>
        </button>
      </div>
      <div className="lanes" data-shown={present} data-lanes={story.lanes.length}>
        {story.lanes.map((lane, index) => (
          <Lane key={index} lane={lane} acts={acts} />
        ))}
        <Blockers story={story} acts={acts} />
      </div>
    </>
  )
}

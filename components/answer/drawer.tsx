'use client'

import './answer.css'
import { useMemo } from 'react'
import { useOpened } from '@/components/editor/hooks'
import { point, selectField, selectPod, showLane, showTab } from '@/components/editor/selection'
import { useEditor, type DrawerTab } from '@/components/editor/store'
import { Tabs, type Tab } from '@/components/ui/tabs'
import type { Acts } from './acts'
import { Blockers } from './blockers'
import { Lane } from './lane'
import { Problems } from './problems'
import { StoryPath } from './story-path'
import { Tables } from './tables'
import { Words } from './words'

const NOBODY = {}

function useActs(): Acts {
  const named = useOpened()?.named ?? NOBODY
  const selected = useEditor((state) => state.selected?.element ?? null)
  return useMemo(() => ({ named, selected, select: (element, pod) => selectPod(element, pod ?? null), selectField, point }), [named, selected])
}

/** The answer below the drawing: the path, the lookup by itself, the tables behind it, and the problems of the drawing. */
export function AnswerDrawer() {
  const answering = useEditor((state) => state.answering)
  const tab = useEditor((state) => state.tab)
  const lane = useEditor((state) => state.lane)
  const waiting = useEditor((state) => state.waiting)
  const problems = useOpened()?.problems ?? []
  const acts = useActs()
  const story = answering.state === 'told' ? answering.told.story : null
  const lookup = story?.lanes.find(({ stage }) => stage === 'lookup')
  const why = story?.blockers.filter(({ stage }) => stage === 'lookup') ?? []
  const nothing = answering.state === 'unanswered' ? <p className="empty">{answering.sentence}</p> : <p className="cap empty">No question has been asked yet.</p>
  const stale = waiting && story !== null
  const tabs: readonly Tab<DrawerTab>[] = [
    { id: 'path', label: 'Path', panel: story === null ? nothing : <StoryPath story={story} acts={acts} shown={lane} onShow={showLane} /> },
    { id: 'lookup', label: 'Lookup', panel: story === null ? nothing : lookup === undefined ? <p className="cap empty">No name was asked for: nothing was looked up.</p> : <div className="alone"><Lane lane={lookup} acts={acts} />{why.length > 0 && <Blockers story={{ ...story, blockers: why }} acts={acts} />}</div> },
    { id: 'tables', label: 'Tables', panel: <Tables acts={acts} /> },
    { id: 'problems', label: <>Problems <i className="num">{problems.length}</i></>, panel: <Problems problems={problems} acts={acts} /> },
  ]
  return (
    <section className={stale ? 'drawer stale' : 'drawer'} aria-label="Answer">
      {stale && <p className="stale-mark cap">The answer from before; a new one is being worked out.</p>}
      {story !== null && !stale && <p className="sr" role="status"><Words words={story.headline} /></p>}
      <Tabs label="Answer" className="drawer-tabs" tabs={tabs} active={tab} onChange={showTab} />
    </section>
  )
}

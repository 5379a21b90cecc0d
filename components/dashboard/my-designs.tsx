import { useCallback, useMemo, useState } from 'react'
import { nameOf, removeMine, surveyKey } from '@/components/editor/library'
import type { Survey } from '@/components/editor/protocol'
import type { StoredDesign } from '@/components/editor/storage/database'
import { useEditor } from '@/components/editor/store'
import { Glyph } from '@/components/ui/glyph'
import { matches } from './matches'
import { MyCard } from './my-card'
import { RenameDialog } from './rename-dialog'
import { Toast } from './toast'

type Filter = 'all' | 'failing' | 'holding'

function passes(filter: Filter, survey: Survey | null | undefined): boolean {
  if (filter === 'all') return true
  const holds = survey?.holds ?? []
  return holds.length > 0 && holds.every(Boolean) === (filter === 'holding')
}

/** What this browser keeps, the last edited first. */
export function MyDesigns({ mine, wanted }: { readonly mine: readonly StoredDesign[]; readonly wanted: string }) {
  const surveys = useEditor((state) => state.surveys)
  const [filter, setFilter] = useState<Filter>('all')
  const [renaming, setRenaming] = useState<StoredDesign | null>(null)
  const [removed, setRemoved] = useState<StoredDesign | null>(null)
  const now = useMemo(() => nowFor(mine), [mine])
  const remove = useCallback(async (stored: StoredDesign) => setRemoved(await removeMine(stored)), [])
  const onDelete = useCallback((stored: StoredDesign) => void remove(stored), [remove])
  const done = useCallback(() => setRemoved(null), [])
  const count = (which: Filter) => mine.filter((stored) => passes(which, surveys[surveyKey(stored)])).length
  const shown = mine.filter((stored) => passes(filter, surveys[surveyKey(stored)]) && matches(nameOf(stored), wanted))
  return (
    <>
      {mine.length > 0 && (
        <div className="row filters">
          <div className="seg" role="group" aria-label="Which designs">
            <button type="button" aria-pressed={filter === 'all'} onClick={() => setFilter('all')}>All</button>
            <button type="button" aria-pressed={filter === 'failing'} onClick={() => setFilter('failing')}><Glyph name="fails" className="c-no" />Failing {count('failing')}</button>
            <button type="button" aria-pressed={filter === 'holding'} onClick={() => setFilter('holding')}><Glyph name="holds" className="c-ok" />Holding {count('holding')}</button>
          </div>
          <span className="grow" />
          <span className="cap">Kept in this browser, last edited first</span>
        </div>
      )}
      {shown.length > 0 && (
        <ul className="cards" aria-label="My designs">
          {shown.map((stored) => <MyCard key={stored.id} stored={stored} now={now} onRename={setRenaming} onDelete={onDelete} />)}
        </ul>
      )}
      {mine.length === 0 && <p className="nothing">Nothing of yours yet. Begin with a new design, or with one of the starting points: what you change becomes yours and is kept in this browser.</p>}
      {mine.length > 0 && shown.length === 0 && <p className="dim">{wanted.trim() === '' ? `None is ${filter}.` : 'None of yours is called so.'}</p>}
      {renaming !== null && <RenameDialog stored={renaming} onClose={() => setRenaming(null)} />}
      {removed !== null && <Toast removed={removed} onDone={done} />}
    </>
  )
}

/** The moment at which a list was read: what is on the screen together agrees. */
const nowFor = (_list: readonly StoredDesign[]): number => Date.now()

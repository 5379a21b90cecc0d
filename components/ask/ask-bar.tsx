'use client'

import './ask.css'
import { useEditor } from '@/components/editor/store'
import { useOpened } from '@/components/editor/hooks'
import { AskForm } from './ask-form'
import { VerdictChip } from './verdict-chip'

/** "Can … reach … on …", and how it ended. */
export function AskBar() {
  const opened = useOpened()
  const revision = useEditor((state) => state.revision)
  return (
    <div className="float ask" role="search" aria-label="Ask">
      {opened !== null && <AskForm key={revision} opened={opened} />}
      <VerdictChip />
    </div>
  )
}

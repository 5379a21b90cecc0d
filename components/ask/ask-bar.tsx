'use client'

import './ask.css'
import { useOpened } from '@/components/editor/hooks'
import { AskForm } from './ask-form'
import { VerdictChip } from './verdict-chip'

/** "Can … reach … on …", and how it ended. */
export function AskBar() {
  const opened = useOpened()
  return (
    <div className="float ask" role="search" aria-label="Ask">
      {opened !== null && <AskForm opened={opened} />}
      <VerdictChip />
    </div>
  )
}

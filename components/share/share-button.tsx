'use client'

import './share.css'
import { useRef, useState } from 'react'
import { useOpened } from '@/components/editor/hooks'
import { inquire } from '@/components/editor/inquire'
import { Glyph } from '@/components/ui/glyph'
import { ShareDialog, type Link } from './share-dialog'

/** Opens the dialog with the link that holds the whole design. */
export function ShareButton() {
  const opened = useOpened()
  const dialog = useRef<HTMLDialogElement>(null)
  const [link, setLink] = useState<Link | null>(null)
  const share = async () => {
    setLink(null)
    dialog.current?.showModal()
    const told = await inquire('link', {})
    setLink(told.ok ? { ok: true, url: `${location.origin}/view#${told.fragment}` } : told)
  }
  return (
    <>
      <button type="button" className="btn primary" disabled={opened === null} onClick={() => void share()}>
        <Glyph name="link" />
        <span className="words">Share</span>
      </button>
      <ShareDialog ref={dialog} link={link} />
    </>
  )
}

'use client'

import { useEffect, useRef, type ReactNode } from 'react'
import { Glyph } from './glyph'

interface Props { readonly title: string; readonly onClose: () => void; readonly children: ReactNode }

/** A modal dialog that is open as long as it is rendered. Escape and the cross close it. */
export function Dialog({ title, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const element = dialog.current
    if (element !== null && !element.open) element.showModal()
    return () => element?.close()
  }, [])
  return (
    <dialog ref={dialog} className="float dialog" aria-label={title} onCancel={(event) => { event.preventDefault(); onClose() }}>
      <div className="row">
        <h2 className="grow">{title}</h2>
        <button type="button" className="btn quiet icon" aria-label="Close" onClick={onClose}>
          <Glyph name="close" />
        </button>
      </div>
      {children}
    </dialog>
  )
}

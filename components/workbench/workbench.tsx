'use client'

import './workbench.css'
import Link from 'next/link'
import { useCallback, useEffect, type ReactNode } from 'react'
import { Glyph } from '@/components/ui/glyph'
import { openDesign } from '@/components/editor/engine-client'
import { useEscape, useFragment } from '@/components/editor/hooks'
import { clearSelection } from '@/components/editor/selection'
import { useEditor } from '@/components/editor/store'

interface Props { readonly ask: ReactNode; readonly canvas: ReactNode; readonly inspector: ReactNode; readonly drawer: ReactNode; readonly theme: ReactNode }

/** Opens the design that the address names, and puts the parts of the page in their places. */
export function Workbench({ ask, canvas, inspector, drawer, theme }: Props) {
  const id = useFragment()
  const opening = useEditor((state) => state.opening)
  useEffect(() => {
    if (id !== null) openDesign({ type: 'example', id })
  }, [id])
  useEscape(useCallback(() => clearSelection(), []))
  const name = opening.state === 'open' ? opening.opened.name : (id ?? '')
  useEffect(() => {
    if (opening.state === 'open') document.title = `${opening.opened.name} · Podway`
  }, [opening])
  if (opening.state === 'refused') return <Refused sentences={opening.sentences} />
  return (
    <div className="workbench">
      <header className="bar">
        <Link href="/" className="brand" aria-label="Podway, all designs">
          <Glyph name="logo" />
          <span className="wm">Podway</span>
        </Link>
        <span className="sep" />
        <div className="crumb clip">
          <span className="dim">Designs / </span>
          <h1>{name === '' ? 'Design' : name}</h1>
        </div>
        <span className="grow" />
        {theme}
      </header>
      <main className="stage">
        {ask}
        {canvas}
      </main>
      <div className="foot">
        {drawer}
        {inspector}
      </div>
    </div>
  )
}

function Refused({ sentences }: { readonly sentences: readonly string[] }) {
  return (
    <main className="refused">
      <h1>This design cannot be opened</h1>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <Link className="ref" href="/">
        All designs
      </Link>
    </main>
  )
}

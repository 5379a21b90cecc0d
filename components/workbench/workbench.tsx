'use client'

import './workbench.css'
import Link from 'next/link'
import { useCallback, useEffect, type ReactNode } from 'react'
import { Glyph } from '@/components/ui/glyph'
import { watchStore } from '@/components/editor/autosave'
import { openDesign } from '@/components/editor/engine-client'
import { useEscape, useFragment } from '@/components/editor/hooks'
import { closeDocument, openDocument } from '@/components/editor/opening'
import { clearSelection } from '@/components/editor/selection'
import { useEditor } from '@/components/editor/store'
import { HistoryButtons } from './history-buttons'
import { Overtaken } from './overtaken'
import { SaveMark } from './save-mark'
import { Title } from './title'

interface Props { readonly ask: ReactNode; readonly canvas: ReactNode; readonly inspector: ReactNode; readonly drawer: ReactNode; readonly theme: ReactNode; readonly more: ReactNode; readonly palette?: ReactNode; readonly add?: ReactNode; readonly share?: ReactNode; /** The design of a link, to be looked at. */ readonly view?: true }

/** Opens the design that the address names, and puts the parts of the page in their places. */
export function Workbench({ ask, canvas, inspector, drawer, theme, more, palette, add, share, view }: Props) {
  const id = useFragment()
  const opening = useEditor((state) => state.opening)
  useEffect(() => {
    if (id === null) return
    if (view === true) openDesign({ type: 'link', fragment: id })
    else void openDocument(id)
  }, [id, view])
  useEffect(() => {
    const unwatch = watchStore()
    return () => {
      unwatch()
      closeDocument()
    }
  }, [])
  useEscape(useCallback(() => clearSelection(), []))
  const name = opening.state === 'open' ? opening.opened.name : ''
  useEffect(() => {
    if (opening.state === 'open') document.title = `${opening.opened.name} · Podway`
  }, [opening])
  if (opening.state === 'refused') return view === true ? <Damaged sentences={opening.sentences} /> : <Refused sentences={opening.sentences} />
  return (
    <div className="workbench">
      <header className="bar">
        <Link href="/" prefetch={false} className="brand" aria-label="Podway, all designs">
          <Glyph name="logo" />
          <span className="wm">Podway</span>
        </Link>
        <span className="sep" />
        <div className="crumb clip">
          <span className="dim">{view === true ? 'Shared / ' : 'Designs / '}</span>
          <Title name={name} />
        </div>
        <SaveMark />
        <span className="grow" />
        {view !== true && <HistoryButtons />}
        {add}
        {theme}
        {more}
        {share}
      </header>
      {palette}
      <main className="stage">
        <Overtaken />
        {ask}
        {canvas}
      </main>
      {inspector}
      <div className="foot">{drawer}</div>
    </div>
  )
}

/** A link that is cut off or of a newer version says so, and offers nothing. */
function Damaged({ sentences }: { readonly sentences: readonly string[] }) {
  return (
    <main className="refused">
      <h1>This link cannot be opened</h1>
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </main>
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
      <Link className="ref" href="/" prefetch={false}>
        All designs
      </Link>
    </main>
  )
}

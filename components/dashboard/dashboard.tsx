'use client'

import './dashboard.css'
import Link from 'next/link'
import { useEffect, useState, type ReactNode } from 'react'
import { loadGallery } from '@/components/editor/engine-client'
import { loadMine, watchMine } from '@/components/editor/library'
import { useEditor } from '@/components/editor/store'
import { Glyph } from '@/components/ui/glyph'
import { FileButton, type Refusal } from './file-button'
import { LinkDialog } from './link-dialog'
import { MyDesigns } from './my-designs'
import { StartingPoints } from './starting-points'

/** My designs, and where one may begin. */
export function Dashboard({ theme }: { readonly theme: ReactNode }) {
  const mine = useEditor((state) => state.mine)
  const [wanted, setWanted] = useState('')
  const [linking, setLinking] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  useEffect(() => {
    void loadMine()
    loadGallery()
    return watchMine()
  }, [])
  return (
    <div className="page">
      <header className="bar">
        <span className="brand">
          <Glyph name="logo" />
          Podway
        </span>
        <span className="grow" />
        <label className="field find">
          <Glyph name="search" />
          <span className="sr">Find a design</span>
          <input type="search" value={wanted} placeholder="Find a design" onChange={(event) => setWanted(event.target.value)} />
        </label>
        {theme}
      </header>
      <main>
        <div className="head2">
          <h1>My designs</h1>
          {mine !== null && mine.length > 0 && <span className="dim num">{mine.length}</span>}
          <span className="grow" />
          <FileButton onRefused={setRefusal} />
          <button type="button" className="btn" onClick={() => setLinking(true)}>
            <Glyph name="link" />
            Open link
          </button>
          <Link className="btn primary" href="/design#new" prefetch={false}>
            <Glyph name="plus" />
            New design
          </Link>
        </div>
        {refusal !== null && <Refused refusal={refusal} onClose={() => setRefusal(null)} />}
        {mine !== null && <MyDesigns mine={mine} wanted={wanted} />}
        <StartingPoints wanted={wanted} />
        {linking && <LinkDialog onClose={() => setLinking(false)} />}
      </main>
    </div>
  )
}

function Refused({ refusal: { name, sentences }, onClose }: { readonly refusal: Refusal; readonly onClose: () => void }) {
  return (
    <div className="refusal" role="alert">
      <Glyph name="error" />
      <div className="grow">
        <p className="strong">{name} cannot be opened</p>
        <ul>
          {sentences.map((sentence) => <li key={sentence}>{sentence}</li>)}
        </ul>
      </div>
      <button type="button" className="btn quiet icon" aria-label="Dismiss" onClick={onClose}>
        <Glyph name="close" />
      </button>
    </div>
  )
}

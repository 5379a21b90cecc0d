'use client'

import './dashboard.css'
import { useEffect, useState, type ReactNode } from 'react'
import { loadGallery } from '@/components/editor/engine-client'
import { useEditor } from '@/components/editor/store'
import { Glyph } from '@/components/ui/glyph'
import { Card } from './card'

const matches = (text: string, wanted: string) => text.toLowerCase().includes(wanted.trim().toLowerCase())

/** The examples as cards, each drawn and asked by the engine. */
export function Gallery({ theme }: { readonly theme: ReactNode }) {
  const cards = useEditor((state) => state.cards)
  const [wanted, setWanted] = useState('')
  useEffect(() => loadGallery(), [])
  const shown = cards.filter(({ name, shows, id }) => matches(`${name} ${shows} ${id}`, wanted))
  return (
    <div className="page">
      <header className="bar">
        <span className="brand">
          <Glyph name="logo" />
          Podway
        </span>
        <span className="grow" />
        {theme}
      </header>
      <main>
        <div className="head2">
          <div className="grow">
            <h1>Examples</h1>
            <p className="lead">Clusters, networks and gateways as they are drawn, and what becomes of a lookup and a packet, hop by hop, both ways.</p>
          </div>
          <label className="field find">
            <Glyph name="search" />
            <span className="sr">Find an example</span>
            <input type="search" value={wanted} placeholder="Find an example" onChange={(event) => setWanted(event.target.value)} />
          </label>
        </div>
        <ul className="cards" aria-busy={cards.length === 0}>
          {shown.map((card) => (
            <Card key={card.id} card={card} />
          ))}
        </ul>
        {cards.length > 0 && shown.length === 0 && <p className="dim">No example speaks of that.</p>}
      </main>
    </div>
  )
}

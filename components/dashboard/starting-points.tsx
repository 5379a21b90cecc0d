import Link from 'next/link'
import { useEditor } from '@/components/editor/store'
import { Glyph } from '@/components/ui/glyph'
import { Card } from './card'
import { matches } from './matches'

/** The examples, each drawn and asked by the engine, and an empty canvas. */
export function StartingPoints({ wanted }: { readonly wanted: string }) {
  const cards = useEditor((state) => state.cards)
  const shown = cards.filter(({ name, shows, id }) => matches(`${name} ${shows} ${id}`, wanted))
  return (
    <section aria-labelledby="starting-points">
      <div className="row head3">
        <h2 id="starting-points" className="grow">Starting points</h2>
        {cards.length > 0 && <span className="cap">{cards.length} examples, each with its answers</span>}
      </div>
      <ul className="cards starts" aria-busy={cards.length === 0}>
        {wanted.trim() === '' && (
          <li className="card blank">
            <div className="pic"><Glyph name="plus" className="l" /></div>
            <div className="body">
              <h3><Link href="/design#new" prefetch={false}>Empty canvas</Link></h3>
              <p className="shows">Start from nothing.</p>
            </div>
          </li>
        )}
        {shown.map((card) => <Card key={card.id} card={card} />)}
      </ul>
      {cards.length > 0 && shown.length === 0 && <p className="dim">No example speaks of that.</p>}
    </section>
  )
}

import type { BlockerStory, Story } from '@/lib/explain/story'
import { Glyph } from '@/components/ui/glyph'
import type { Acts } from './acts'
import { Words } from './words'

function ElementButton({ element, acts }: { readonly element: string; readonly acts: Acts }) {
  const look = acts.named[element]
  const lit = { element, pod: null }
  return (
    <button type="button" className="chip-el" onClick={() => acts.select(element)} onMouseEnter={() => acts.point(lit)} onMouseLeave={() => acts.point(null)} onFocus={() => acts.point(lit)} onBlur={() => acts.point(null)}>
      {look !== undefined && <span className={`f-${look.family} fam`}><Glyph name={look.glyph} className="s" /></span>}
      {element}
    </button>
  )
}

function Blocker({ blocker, acts }: { readonly blocker: BlockerStory; readonly acts: Acts }) {
  const { number, title, words, disposition, code, place, elements } = blocker
  return (
    <li className="blk">
      <div className="row">
        <span className="tag">{number}</span>
        <b className="grow">
          <Words words={title} />
        </b>
        {disposition !== null && <span className="mono dim">{disposition}</span>}
      </div>
      <p>
        <Words words={words} />
      </p>
      <dl className="where">
        <dt><span className={elements.includes(place) ? 'tag' : 'tag hollow'} aria-hidden="true">{number}</span> dies at</dt>
        <dd>
          <ElementButton element={place} acts={acts} />
        </dd>
        <dt><span className="tag" aria-hidden="true">{number}</span> mended at</dt>
        <dd>
          {elements.map((element) => (
            <ElementButton key={element} element={element} acts={acts} />
          ))}
        </dd>
        <dt>code</dt>
        <dd className="mono">{code}</dd>
      </dl>
    </li>
  )
}

/** Everything that stops the question: where it dies, and where it is mended. */
export function Blockers({ story, acts }: { readonly story: Story; readonly acts: Acts }) {
  const { blockers, moreMayLieBehind } = story
  return (
    <section className="lane l-blockers" aria-label="Blockers">
      <h2>
        Blockers <span className="end dim num">{blockers.length}</span>
      </h2>
      {blockers.length === 0 && <p className="cap">None found.</p>}
      <ol>
        {blockers.map((blocker) => (
          <Blocker key={blocker.number} blocker={blocker} acts={acts} />
        ))}
      </ol>
      {moreMayLieBehind && <p className="cap">More may lie behind these: from there on nothing is known.</p>}
    </section>
  )
}

import type { Lane as Told, Note as Noted } from '@/lib/explain/story'
import { Glyph } from '@/components/ui/glyph'
import { INKS } from '@/components/ui/verdict'
import type { Acts } from './acts'
import { Hop } from './hop'
import { Words } from './words'

export const STAGES: Readonly<Record<Told['stage'], string>> = { lookup: 'Lookup', forward: 'Forward', return: 'Return' }

/** What is worth knowing although it stops nothing: its sentence and its code. */
function Note({ note: { code, element, words }, acts }: { readonly note: Noted; readonly acts: Acts }) {
  return (
    <li>
      <button type="button" className="hop" onClick={() => acts.select(element)}>
        <span className="hn" />
        <Glyph name="warning" className="s c-amb" />
        <b className="clip" title={element}>{element}</b>
        <span className="hs">
          <Words words={words} /> <span className="mono dim">{code}</span>
        </span>
      </button>
    </li>
  )
}

/** One stretch of the answer, line by line. */
export function Lane({ lane, acts }: { readonly lane: Told; readonly acts: Acts }) {
  const { stage, state, summary, lines, otherWays, notes } = lane
  return (
    <section className={`lane l-${stage}`} aria-label={STAGES[stage]}>
      <h2>
        <Glyph name={state} className={`s ${INKS[state]}`} />
        {STAGES[stage]}
        <span className="sr">: {state}</span>
        <span className="end clip">
          <Words words={summary} />
        </span>
      </h2>
      <ol>
        {lines.map((line) => (
          <Hop key={`${line.number} ${line.element} ${line.state}`} line={line} acts={acts} />
        ))}
      </ol>
      {notes && <ul aria-label="Notes">{notes.map((note, index) => <Note key={index} note={note} acts={acts} />)}</ul>}
      {otherWays > 0 && <p className="cap others">{otherWays === 1 ? 'One other way.' : `${otherWays} other ways.`}</p>}
    </section>
  )
}

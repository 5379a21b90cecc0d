import type { Lane as Told } from '@/lib/explain/story'
import { Glyph } from '@/components/ui/glyph'
import { INKS } from '@/components/ui/verdict'
import type { Acts } from './acts'
import { Hop } from './hop'
import { Words } from './words'

export const STAGES: Readonly<Record<Told['stage'], string>> = { lookup: 'Lookup', forward: 'Forward', return: 'Return' }

/** One stretch of the answer, line by line. */
export function Lane({ lane, acts }: { readonly lane: Told; readonly acts: Acts }) {
  const { stage, state, summary, lines, otherWays } = lane
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
      {otherWays > 0 && <p className="cap others">{otherWays === 1 ? 'One other way.' : `${otherWays} other ways.`}</p>}
    </section>
  )
}

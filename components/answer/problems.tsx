import type { ToldProblem } from '@/components/editor/protocol'
import { Glyph } from '@/components/ui/glyph'
import type { Acts } from './acts'

/** Where the drawing itself is wrong; questions are answered all the same. */
export function Problems({ problems, acts }: { readonly problems: readonly ToldProblem[]; readonly acts: Acts }) {
  if (problems.length === 0) return <p className="cap empty">The drawing has no problems.</p>
  return (
    <ul className="problems">
      {problems.map(({ severity, element, field, sentence }, index) => (
        <li key={index}>
          <button type="button" className="hop" onClick={() => acts.selectField(element, field)}>
            <Glyph name={severity} className={severity === 'error' ? 's c-no' : 's c-amb'} />
            <span className="sr">{severity}: </span>
            <b className="clip">{element}</b>
            <span className="hs">
              {sentence}
              {field !== null && <span className="mono dim"> {field}</span>}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}

import { Glyph } from '@/components/ui/glyph'
import type { LabExport, LimitOf } from '@/lib/export/lab/index'

/** So many devices are named; of more the number says enough. */
const NAMED = 6

const onDevices = ({ devices }: LimitOf): string => (devices.length > NAMED ? `${devices.slice(0, NAMED).join(', ')} and ${devices.length - NAMED} more` : devices.join(', '))

/** What the lab leaves out of the design, and what it does in another way. */
export function Limits({ lab: { leftOut, notRun, substituted } }: { readonly lab: LabExport }) {
  if (notRun.length + substituted.length === 0) return <p className="row"><Glyph name="check" className="s c-ok" />A Linux kernel can do everything in this design.</p>
  return (
    <>
      {notRun.length > 0 && <Listed title={`A Linux kernel does not do this as the design does${leftOut > 0 ? `, so ${leftOut} ${leftOut === 1 ? 'question' : 'questions'} that would pass it ${leftOut === 1 ? 'is' : 'are'} not asked` : ''}:`} limits={notRun} />}
      {substituted.length > 0 && <Listed title="Done in another way that behaves alike:" limits={substituted} />}
    </>
  )
}

function Listed({ title, limits }: { readonly title: string; readonly limits: readonly LimitOf[] }) {
  return (
    <div>
      <p className="row top"><Glyph name="warning" className="s c-amb" /><span>{title}</span></p>
      <ul className="lab-limits">
        {limits.map((limit) => (
          <li key={limit.what}>{limit.what}: <span className="mono">{onDevices(limit)}</span></li>
        ))}
      </ul>
    </div>
  )
}

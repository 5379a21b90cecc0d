import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { memo } from 'react'
import { duplicateMine, nameOf, surveyKey } from '@/components/editor/library'
import type { Survey } from '@/components/editor/protocol'
import { saveAsFile } from '@/components/editor/save-file'
import type { StoredDesign } from '@/components/editor/storage/database'
import { useEditor } from '@/components/editor/store'
import { Glyph } from '@/components/ui/glyph'
import { MenuButton } from '@/components/ui/menu'
import type { Design } from '@/lib/design/design'
import { editedWhen } from './edited'
import { Holds } from './holds'
import { Thumbnail } from './thumbnail'

const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`

/** How many assertions hold, and what is wrong with the drawing. Undefined: not told yet. */
function Foot({ survey }: { readonly survey: Survey | null | undefined }) {
  if (survey === undefined) return <div className="foot"><span className="pending">asking …</span></div>
  if (survey === null) return <div className="foot"><span className="c-no"><Glyph name="error" />cannot be read</span></div>
  const { holds, errors, warnings } = survey
  return (
    <>
      {holds.length > 0 && <Holds holds={holds} />}
      <div className="foot">
        <span className="grow mid">{holds.length === 0 ? 'no assertions' : `${holds.filter(Boolean).length} of ${holds.length} hold`}</span>
        {errors > 0 && <span className="c-no"><Glyph name="error" />{counted(errors, 'error')}</span>}
        {warnings > 0 && <span className="c-amb"><Glyph name="warning" />{counted(warnings, 'warning')}</span>}
        {errors + warnings === 0 && <span className="dim">no problems</span>}
      </div>
    </>
  )
}

interface Props { readonly stored: StoredDesign; readonly now: number; readonly onRename: (stored: StoredDesign) => void; readonly onDelete: (stored: StoredDesign) => void }

/** One design of mine. */
export const MyCard = memo(function MyCard({ stored, now, onRename, onDelete }: Props) {
  const survey = useEditor((state) => state.surveys[surveyKey(stored)])
  const router = useRouter()
  const name = nameOf(stored)
  const address = `/design#${encodeURIComponent(stored.id)}`
  const unread = survey === null || survey === undefined
  // What has not been asked yet is as good as read: it is written by this app. Only what turned out unreadable has no such actions.
  const disabled = survey === null
  const where = survey?.providers ?? []
  return (
    <li className="card mine" data-design={stored.id}>
      <div className="pic">{unread ? null : survey.drawing.boxes.length === 0 ? <span className="dim">nothing drawn yet</span> : <Thumbnail drawing={survey.drawing} first={survey.first} />}</div>
      <div className="body">
        <div className="row top">
          <h2 className="clip grow">
            <Link href={address} prefetch={false}>{name}</Link>
          </h2>
          <MenuButton label={`More about ${name}`} items={[
            { label: 'Open', onChoose: () => router.push(address) },
            { label: 'Duplicate', onChoose: () => void duplicateMine(stored), disabled },
            { label: 'Rename …', onChoose: () => onRename(stored), disabled },
            { label: 'Save as file', onChoose: () => void saveAsFile(stored.design as Design), disabled },
            { label: 'Delete', onChoose: () => onDelete(stored) },
          ]} />
        </div>
        <p className="cap">{[...where, editedWhen(stored.editedAt, now)].join(', ')}</p>
        <Foot survey={survey} />
      </div>
    </li>
  )
})

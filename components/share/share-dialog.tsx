import { useRef, useState, type RefObject } from 'react'
import { copyText } from '@/components/editor/copy-text'
import { Glyph } from '@/components/ui/glyph'
import { cutsAt } from './cuts'

export type Link = { readonly ok: true; readonly url: string } | { readonly ok: false; readonly sentence: string }

const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',')

/** The link, how long it is, and where that is too long. */
export function ShareDialog({ ref, link }: { readonly ref: RefObject<HTMLDialogElement | null>; readonly link: Link | null }) {
  return (
    <dialog ref={ref} className="float share" aria-labelledby="share-title">
      <div className="row">
        <h2 id="share-title" className="grow">Share</h2>
        <button type="button" className="btn quiet icon" aria-label="Close" onClick={() => ref.current?.close()}>
          <Glyph name="close" />
        </button>
      </div>
      <p className="mid">The link holds the whole design. Who opens it gets a picture that can be asked, and may keep a copy; later changes of yours do not reach it. No server sees what it holds.</p>
      {link === null && <p className="cap">One moment…</p>}
      {link?.ok === false && <p className="c-no row" role="alert"><Glyph name="error" className="s" />{link.sentence}</p>}
      {link?.ok === true && <Ready url={link.url} />}
    </dialog>
  )
}

function Ready({ url }: { readonly url: string }) {
  const field = useRef<HTMLTextAreaElement>(null)
  const [copied, setCopied] = useState<boolean | null>(null)
  const cuts = cutsAt(url.length)
  const copy = async () => {
    if (field.current !== null) setCopied(await copyText(field.current))
  }
  return (
    <>
      <textarea ref={field} className="mono" aria-label="Link" readOnly rows={4} value={url} onFocus={(event) => event.target.select()} />
      <p className="num mid">{grouped(url.length)} characters.{cuts.length === 0 && ' Short enough for chat and mail.'}</p>
      {cuts.length > 0 && <p className="c-amb row"><Glyph name="warning" className="s" /><span>Cut by {cuts.map(({ where }) => where).join(', ')}. There, send the design as a file.</span></p>}
      <div className="row">
        <button type="button" className="btn primary" autoFocus onClick={() => void copy()}>
          <Glyph name="copy" />
          Copy link
        </button>
        <a className="btn" href={url} target="_blank" rel="noopener">Open</a>
        <span role="status" className="mid">{copied === true && 'Copied.'}{copied === false && 'Selected: copy it with Ctrl C or ⌘ C.'}</span>
      </div>
    </>
  )
}

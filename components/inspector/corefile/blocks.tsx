'use client'

import './corefile.css'
import type { CorefileReading, ReadBlock, ReadPlugin } from '@/components/editor/protocol'
import { Glyph } from '@/components/ui/glyph'

interface Props { readonly reading: CorefileReading; readonly onGo: (line: number, column?: number) => void }

/** A Corefile as it is read, beside its text: which block serves what, and what runs in it in which order. */
export function Blocks({ reading, onGo }: Props) {
  return (
    <section className="corefile-blocks" aria-label="As CoreDNS reads it">
      {reading.ok ? (
        <>
          <p className="cap">As CoreDNS reads it: plugins in the order in which they run.</p>
          {reading.blocks.length === 0 && <p className="cap">No server block.</p>}
          {reading.blocks.map((block, at) => <Block key={at} block={block} onGo={onGo} />)}
        </>
      ) : (
        <p className="c-no broken" role="status">
          <Glyph name="error" className="s" />
          <span>
            <button type="button" className="ref" onClick={() => onGo(reading.line, reading.column)}>Line {reading.line}, column {reading.column}</button>: {reading.sentence}
          </span>
        </p>
      )}
    </section>
  )
}

function Block({ block: { serves, line, plugins }, onGo }: { readonly block: ReadBlock; readonly onGo: Props['onGo'] }) {
  return (
    <div className="corefile-block">
      <button type="button" className="mono strong" title={`Line ${line}`} onClick={() => onGo(line)}>{serves.join(', ')}</button>
      {plugins.length === 0 ? <p className="cap">No plugins: it answers nothing.</p> : (
        <ol>
          {plugins.map((plugin, at) => <li key={at}><Plugin plugin={plugin} onGo={onGo} /></li>)}
        </ol>
      )}
    </div>
  )
}

function Plugin({ plugin: { name, words, options, line, simulated }, onGo }: { readonly plugin: ReadPlugin; readonly onGo: Props['onGo'] }) {
  return (
    <>
      <button type="button" className="mono" title={`Line ${line}`} onClick={() => onGo(line)}>
        <span className="strong">{name}</span> {words}
      </button>
      {!simulated && <span className="c-und cap">not simulated: what comes to it is undetermined</span>}
      {options.map((option, at) => <span key={at} className="mono dim option-line">{option}</span>)}
    </>
  )
}

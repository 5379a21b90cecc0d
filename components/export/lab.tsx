'use client'

import './lab.css'
import { useEffect, useRef, useState } from 'react'
import { copyText } from '@/components/editor/copy-text'
import { inquire } from '@/components/editor/inquire'
import { OUR_BUG } from '@/components/editor/our-bug'
import { fileName, saveText } from '@/components/editor/save-file'
import { Glyph } from '@/components/ui/glyph'
import type { LabExport } from '@/lib/export/lab/index'
import { Limits } from './limits'

type Making = { readonly state: 'making' } | { readonly state: 'made'; readonly lab: LabExport } | { readonly state: 'failed'; readonly sentence: string }

/** The design as a script for a Linux machine: what it does, what it needs, what it cannot do, and the script itself. */
export function Lab({ name }: { readonly name: string }) {
  const [making, setMaking] = useState<Making>({ state: 'making' })
  useEffect(() => {
    let gone = false
    const told = (making: Making) => !gone && setMaking(making)
    void inquire('lab', {}).then((made) => told(made.ok ? { state: 'made', lab: made.lab } : { state: 'failed', sentence: made.sentence }), () => told({ state: 'failed', sentence: OUR_BUG }))
    return () => {
      gone = true
    }
  }, [])
  return (
    <>
      <p className="mid">A shell script that builds this design on one Linux machine, in network namespaces, each device with its routes, filters, translations and tunnels. It sends real packets, says of each what came and what Podway expects, and takes everything down again. No cloud is touched.</p>
      <p className="mid">It needs bash, iproute2, nftables and Python 3, and root or a system that allows user namespaces. It asks by address: lookups are not part of it.</p>
      {making.state === 'making' && <p role="status" className="cap">Writing the script …</p>}
      {making.state === 'failed' && <p role="alert" className="c-no row"><Glyph name="error" className="s" />{making.sentence}</p>}
      {making.state === 'made' && <Made lab={making.lab} file={fileName(name, '-lab.sh')} />}
    </>
  )
}

const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`

function Made({ lab, file }: { readonly lab: LabExport; readonly file: string }) {
  const field = useRef<HTMLTextAreaElement>(null)
  const [copied, setCopied] = useState<boolean | null>(null)
  const copy = async () => {
    if (field.current !== null) setCopied(await copyText(field.current))
  }
  return (
    <>
      <p className="num">{counted(lab.namespaces, 'namespace')}, {counted(lab.probes, 'probe')}, {lab.expected === lab.probes ? 'each' : lab.expected} with the answer that is expected.</p>
      <Limits lab={lab} />
      <textarea ref={field} className="mono lab-script" aria-label="Script" readOnly rows={7} wrap="off" value={lab.script} />
      <div className="row wrap">
        <button type="button" className="btn primary" autoFocus onClick={() => saveText({ name: file, type: 'application/x-sh', text: lab.script })}>
          <Glyph name="import" />
          Download
        </button>
        <button type="button" className="btn" onClick={() => void copy()}>
          <Glyph name="copy" />
          Copy
        </button>
        <span role="status" className="mid">{copied === true && 'Copied.'}{copied === false && 'Selected: copy it with Ctrl C or ⌘ C.'}</span>
      </div>
      <p className="cap">Then: <code>bash {file}</code></p>
    </>
  )
}

import { useEffect, useState, type FormEvent } from 'react'
import { ask } from '@/components/editor/engine-client'
import type { Asked, Opened } from '@/components/editor/protocol'
import { useEditor } from '@/components/editor/store'
import { Glyph } from '@/components/ui/glyph'
import { From } from './from'

const PROTOCOLS = ['tcp', 'udp', 'sctp', 'icmp'] as const
const HAS_PORTS = new Set<string>(['tcp', 'udp', 'sctp'])
/** So long a name must rest before it is asked while it is typed. */
const REST_MS = 350
const DEFAULT_PORT = 443

const NOTHING: Asked = { from: '', to: '', protocol: 'tcp', port: DEFAULT_PORT }
const same = (a: Asked | null, b: Asked) => a !== null && a.from === b.from && a.to === b.to && a.protocol === b.protocol && a.port === b.port && a.sizeBytes === b.sizeBytes

/** A form like any other: Enter asks, and so does every change once it rests. It stays as it is while the design is edited. */
export function AskForm({ opened }: { readonly opened: Opened }) {
  const [typed, setDraft] = useState<Asked>(() => useEditor.getState().question ?? opened.first ?? NOTHING)
  /** An empty design has nobody who could ask; the first who can is put in. */
  const draft = typed.from === '' ? { ...typed, from: opened.askers[0]?.id ?? '' } : typed
  const change = (part: Partial<Asked>) => setDraft({ ...draft, ...part })
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    if (draft.from !== '' && draft.to.trim() !== '') ask(whole(draft))
  }
  useEffect(() => useEditor.subscribe(({ asking }, before) => {
    if (asking !== null && asking !== before.asking) setDraft((last) => ({ ...last, from: asking.from, to: '' }))
  }), [])
  const { from, to, protocol, port, sizeBytes } = draft
  useEffect(() => {
    const timer = setTimeout(() => {
      const { question } = useEditor.getState()
      const rested = whole({ from, to, protocol, port, sizeBytes })
      if (from !== '' && rested.to !== '' && !same(question, rested)) ask(rested)
    }, REST_MS)
    return () => clearTimeout(timer)
  }, [from, to, protocol, port, sizeBytes])
  const withPorts = HAS_PORTS.has(draft.protocol)
  return (
    <form className="contents" onSubmit={submit}>
      <span className="cap">Can</span>
      <From askers={opened.askers} value={draft.from} onChange={(from) => change({ from })} />
      <span className="cap">reach</span>
      <span className="field to">
        <input type="text" aria-label="To a name, a pod or an address" list="targets" value={draft.to} spellCheck={false} autoComplete="off" autoCapitalize="off" maxLength={253} placeholder="name, pod or address" onChange={(event) => change({ to: event.target.value })} />
      </span>
      <datalist id="targets">
        {opened.targets.map(({ value, hint }) => (
          <option key={value} value={value}>
            {hint}
          </option>
        ))}
      </datalist>
      <span className="cap">on</span>
      <span className="field how">
        <select aria-label="Protocol" value={draft.protocol} onChange={(event) => change(HAS_PORTS.has(event.target.value) ? { protocol: event.target.value, port: draft.port ?? DEFAULT_PORT } : { protocol: event.target.value, port: null })}>
          {PROTOCOLS.map((protocol) => (
            <option key={protocol}>{protocol}</option>
          ))}
        </select>
        <Glyph name="down" className="chevron" />
      </span>
      <span className="field port">
        <input type="text" aria-label="Port" inputMode="numeric" pattern="[0-9]*" disabled={!withPorts} value={draft.port ?? ''} placeholder="port" onChange={(event) => change({ port: portOf(event.target.value) })} />
      </span>
      <span className={sizeBytes === undefined ? 'field size unsaid' : 'field size'}>
        <input type="text" aria-label="Size of the packet in bytes" inputMode="numeric" pattern="[0-9]*" value={sizeBytes ?? ''} placeholder="bytes" onChange={(event) => change({ sizeBytes: sizeOf(event.target.value) })} />
      </span>
      <button type="submit" className="btn">
        Ask
      </button>
    </form>
  )
}

/** A whole number that a port can be; what else is typed is not taken. */
function portOf(text: string): number | null {
  const port = Number.parseInt(text, 10)
  return Number.isInteger(port) && port > 0 && port < 65536 ? port : null
}

/** The least that a design's assertion may say: an IP header and one of UDP. */
const LEAST_BYTES = 28

/** What is asked of what is typed so far. */
function whole({ sizeBytes, ...draft }: Asked): Asked {
  return { ...draft, to: draft.to.trim(), ...(sizeBytes === undefined || sizeBytes < LEAST_BYTES ? {} : { sizeBytes }) }
}

/** Bytes of an IP packet (RFC 791 section 3.1: 16 bits), or as many as the engine takes by itself. */
function sizeOf(text: string): number | undefined {
  const size = Number.parseInt(text, 10)
  return Number.isInteger(size) && size > 0 && size < 65536 ? size : undefined
}

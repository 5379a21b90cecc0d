import type { ComponentType } from 'react'
import { useOpened } from '@/components/editor/hooks'
import { select } from '@/components/editor/selection'

type Nested = ComponentType<{ readonly fields: object }>

/** The id of an element leads to it. */
function Text({ text }: { readonly text: string }) {
  const opened = useOpened()
  if (text.includes('\n')) return <pre tabIndex={0}>{text}</pre>
  const leads = opened !== null && (Object.hasOwn(opened.design.elements, text) || Object.hasOwn(opened.design.links, text))
  if (leads) return <button type="button" className="ref mono" onClick={() => select(text)}>{text}</button>
  return <span className={/\d/.test(text) ? 'mono' : ''}>{text}</span>
}

function List({ items, nested: Inner }: { readonly items: readonly unknown[]; readonly nested: Nested }) {
  if (items.length === 0) return <span className="dim">none</span>
  return (
    <ul className={items.some((item) => typeof item === 'object') ? 'items' : ''}>
      {items.map((item, index) => (
        <li key={index}>
          <Value value={item} nested={Inner} />
        </li>
      ))}
    </ul>
  )
}

/** Any value of a design: text, number, list or group of fields. */
export function Value({ value, nested: Inner }: { readonly value: unknown; readonly nested: Nested }) {
  if (typeof value === 'string') return <Text text={value} />
  if (typeof value === 'number') return <span className="mono">{value}</span>
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value)) return <List items={value} nested={Inner} />
  if (typeof value === 'object' && value !== null) return <div className="item"><Inner fields={value} /></div>
  return <span className="dim">none</span>
}

import type { Scalar } from './field'

type Parsed = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly sentence: string }

/** A value as its field shows it. */
export function writtenOf(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : String(value)
}

const WHOLE = /^-?\d{1,15}$/

/** What is typed as the value of a field; nothing typed takes an optional field away. What else is wrong with it, the engine says. */
export function valueOf(text: string, field: Scalar, { required }: { readonly required: boolean }): Parsed {
  const typed = field.type === 'text' && field.long ? text : text.trim()
  if (typed === '') return required ? { ok: false, sentence: `${field.title} cannot be empty.` } : { ok: true, value: undefined }
  if (field.type === 'number') return WHOLE.test(typed) ? { ok: true, value: Number(typed) } : { ok: false, sentence: `"${typed}" is not a whole number.` }
  if (field.type === 'flag') return { ok: true, value: typed === 'true' }
  if (field.type === 'text' && field.numbers && WHOLE.test(typed)) return { ok: true, value: Number(typed) }
  return { ok: true, value: typed }
}

/** A list of plain values in one line: `tcp/7000, icmp`. */
export const writtenList = (value: unknown): string => (Array.isArray(value) ? value.map(writtenOf).join(', ') : '')

export function listOf(text: string, item: Scalar): Parsed {
  const values: unknown[] = []
  for (const part of text.split(/[,\s]+/)) {
    if (part === '') continue
    const parsed = valueOf(part, item, { required: true })
    if (!parsed.ok) return parsed
    values.push(parsed.value)
  }
  return { ok: true, value: values }
}

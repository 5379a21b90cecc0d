import type { Field } from '@/components/inspector/field'

const STEP = 10
const FIRST_NUMBER = 100

/** What a new row begins with: the next number, the first choice, traffic that most services have; ranges are for the person to say. */
export function suggestionFor(key: string, field: Field, rows: readonly Readonly<Record<string, unknown>>[]): string {
  const inner = field.type === 'list' ? field.item : field
  if (inner.type === 'number' && (key === 'number' || key === 'priority')) {
    const numbers = rows.map((row) => row[key]).filter((value) => typeof value === 'number')
    return String(numbers.length === 0 ? FIRST_NUMBER : Math.max(...numbers) + STEP)
  }
  if (field.type === 'choice') return field.options[0] ?? ''
  return inner.type === 'text' && inner.format === 'traffic' ? 'tcp/443' : ''
}

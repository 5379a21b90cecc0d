import type { Path, Scalar } from '@/components/inspector/field'
import { CodeInput } from './code-input'
import { SelectInput } from './select-input'
import { TextInput } from './text-input'

interface Props { readonly id?: string | undefined; readonly label?: string | undefined; readonly field: Scalar; readonly path: Path; readonly value: unknown; readonly required: boolean; readonly bare?: true }

/** The input that a plain value takes. */
export function ScalarInput({ field, ...rest }: Props) {
  if (field.type === 'text' && field.long) return <CodeInput field={field} {...rest} />
  return field.type === 'text' || field.type === 'number' ? <TextInput field={field} {...rest} /> : <SelectInput field={field} {...rest} />
}

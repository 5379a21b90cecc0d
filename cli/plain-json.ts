/** The data of an answer for machines: prefixes as text, and a filter by its name rather than with all its rules. */
export function plainJson(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainJson)
  if (typeof value !== 'object' || value === null) return value
  if (isPrefix(value)) return `${value.address}/${value.length}`
  const entries = Object.entries(value).map(([key, item]) => [key, key === 'filter' ? filterJson(item) : plainJson(item)] as const)
  return Object.fromEntries(entries)
}

const isPrefix = (value: object): value is { address: string; length: number } =>
  Object.keys(value).length === 2 && 'address' in value && 'length' in value && typeof value.length === 'number'

function filterJson(filter: unknown): unknown {
  const { rules: _rules, ...rest } = filter as { readonly rules: unknown }
  return plainJson(rest)
}

/**
 * Whether labels fulfil a selector in the form of a request: `a=b`, `a!=b`, `a in (b,c)`, `a notin (b)`, `a`, `!a`, joined by commas.
 * Source: Kubernetes documentation, "Labels and Selectors", API.
 */
export function selects(selector: string, labels: Readonly<Record<string, string>>): boolean {
  return selector === '' || selector.split(/,(?![^(]*\))/).every(term => holds(term.trim(), labels))
}

function holds(term: string, labels: Readonly<Record<string, string>>): boolean {
  const set = /^(\S+) (in|notin) \((.*)\)$/.exec(term)
  if (set) {
    const value = labels[set[1] ?? '']
    const among = value !== undefined && (set[3] ?? '').split(',').map(word => word.trim()).includes(value)
    return set[2] === 'in' ? among : !among
  }
  const [key = '', value = ''] = term.split(/!=|==?/)
  if (term.includes('!=')) return labels[key] !== value
  if (term.includes('=')) return labels[key] === value
  return term.startsWith('!') ? !(term.slice(1) in labels) : term in labels
}

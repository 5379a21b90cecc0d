/** What a template may name. */
export interface TemplateData {
  readonly zone: string
  readonly name: string
  readonly class: string
  readonly type: string
  readonly remote: string
  readonly match: RegExpExecArray
}

type Part = { readonly type: 'text'; readonly text: string } | { readonly type: 'field'; readonly read: (data: TemplateData) => string | undefined }

/** A text with fields, ready to be filled. */
export type Template = readonly Part[]

/** Reads `{{ .Name }}`, `{{ .Group.x }}`, `{{ index .Match 1 }}` and the like; null where more of Go's language is used. Source: coredns plugin/template/README; Go text/template. */
export function readTemplate(text: string): Template | null {
  const parts: Part[] = []
  let at = 0
  for (const match of text.matchAll(/(-?)\s*\{\{(-\s)?\s*(.*?)\s*(\s-)?\}\}/gs)) {
    const start = match.index + match[0].indexOf('{{')
    const read = readField(match[3] ?? '')
    if (!read || match[2] !== undefined || match[4] !== undefined) return null
    parts.push({ type: 'text', text: text.slice(at, start) }, { type: 'field', read })
    at = match.index + match[0].length
  }
  return [...parts, { type: 'text', text: text.slice(at) }]
}

function readField(text: string): ((data: TemplateData) => string | undefined) | null {
  const group = /^\.Group\.([A-Za-z_]\w*)$/.exec(text)?.[1] ?? /^index \.Group ["`](\w+)["`]$/.exec(text)?.[1]
  if (group !== undefined) return ({ match }) => match.groups?.[group] ?? (/^\d+$/.test(group) ? match[Number(group)] : undefined) ?? ''
  const index = /^index \.Match (\d+)$/.exec(text)?.[1]
  if (index !== undefined) return ({ match }) => match[Number(index)]
  switch (text) {
    case '.Name': case '.Question.Name': return ({ name }) => name
    case '.Zone': return ({ zone }) => zone
    case '.Class': return data => data.class
    case '.Type': return ({ type }) => type
    case '.Remote': return ({ remote }) => remote
    default: return null
  }
}

/** The text with its fields filled in; undefined where one of them does not exist. */
export function fillTemplate(template: Template, data: TemplateData): string | undefined {
  const texts = template.map(part => (part.type === 'text' ? part.text : part.read(data)))
  return texts.includes(undefined) ? undefined : texts.join('')
}

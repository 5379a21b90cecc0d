import type { Words } from './story'

type Word = Words[number]

/** A machine word: an address, a prefix, a port, an id. */
export const code = (text: string | number): Word => ({ code: String(text) })

/** Builds words from a template; interpolated lists are spread, empty texts left out. */
export function say(texts: TemplateStringsArray, ...parts: readonly (Word | Words)[]): Words {
  return joined(texts.flatMap((text, at) => [text, ...(at < parts.length ? spread(parts[at] as Word | Words) : [])]))
}

const spread = (part: Word | Words): Words => typeof part === 'string' || 'code' in part ? [part] : part

/** Neighbouring texts become one. */
function joined(words: Words): Words {
  const out: Word[] = []
  for (const word of words) {
    const last = out[out.length - 1]
    if (word === '') continue
    if (typeof word === 'string' && typeof last === 'string') out[out.length - 1] = last + word
    else out.push(word)
  }
  return out
}

/** Words with a separator between them: "a, b and c" for `', '` and `' and '`. */
export function listed(items: readonly (Word | Words)[], separator = ', ', last = separator): Words {
  return joined(items.flatMap((item, at) => [...(at === 0 ? [] : [at === items.length - 1 ? last : separator]), ...spread(item)]))
}

/** The words as one text without markup. */
export const plain = (words: Words): string => words.map(word => typeof word === 'string' ? word : word.code).join('')

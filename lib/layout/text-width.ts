import { INTER_MEDIUM, INTER_STRONG, MONO_WIDTH, OTHER_WIDTH } from './inter-widths'

export type Face = 'medium' | 'strong' | 'mono'

const thousandths = (character: string, face: Face): number => {
  if (face === 'mono') return MONO_WIDTH
  const table = face === 'strong' ? INTER_STRONG : INTER_MEDIUM
  return table[(character.codePointAt(0) ?? 0) - 32] ?? OTHER_WIDTH
}

/** How wide a text is, in canvas units, without a document to measure it in. */
export function textWidth(text: string, size: number, face: Face): number {
  let sum = 0
  for (const character of text) sum += thousandths(character, face)
  return (sum * size) / 1000
}

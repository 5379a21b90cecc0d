import type { YAMLError } from 'yaml'

/** What a syntax error means for the person who wrote the file. Codes without a row keep the parser's own words. */
const SENTENCES: Readonly<Partial<Record<YAMLError['code'], string>>> = {
  ALIAS_PROPS: 'An alias (*name) takes no anchor or tag of its own.',
  BAD_ALIAS: 'An anchor or alias has no proper name here.',
  BAD_DQ_ESCAPE: 'This escape sequence is not known in double quotes; write \\\\ for a backslash.',
  BAD_INDENT: 'The indentation does not fit the lines around it.',
  BAD_SCALAR_START: 'A text that starts with this character needs quotes.',
  BLOCK_AS_IMPLICIT_KEY: 'A second ": " stands on one line; put the value in quotes or on lines of its own.',
  BLOCK_IN_FLOW: 'Inside { } and [ ] everything is written in brackets, too.',
  KEY_OVER_1024_CHARS: 'A key is longer than 1024 characters.',
  MULTILINE_IMPLICIT_KEY: 'A key has no ": " on its line.',
  MULTIPLE_ANCHORS: 'A value takes one anchor only.',
  MULTIPLE_TAGS: 'A value takes one tag only.',
  RESOURCE_EXHAUSTION: 'The file is nested too deeply here.',
  TAB_AS_INDENT: 'Lines are indented with spaces, not with tabs.',
  TAG_RESOLVE_FAILED: 'Tags such as !this are not used in designs.',
  BAD_COLLECTION_TYPE: 'Tags such as !this are not used in designs.',
  BAD_DIRECTIVE: 'Directives (lines that start with %) are not used in designs.',
}

const UNCLOSED = /Missing closing (.)quote|end with a (\]|\})/

/** One sentence for a syntax error of YAML. */
export function yamlSentence({ code, message }: Pick<YAMLError, 'code' | 'message'>): string {
  const unclosed = UNCLOSED.exec(message)
  if (unclosed) return `A closing ${unclosed[1] ?? unclosed[2]} is missing.`
  const own = SENTENCES[code]
  if (own !== undefined) return own
  const plain = message.replace(/\s+/g, ' ').trim()
  return /[.!?]$/.test(plain) ? plain : `${plain}.`
}

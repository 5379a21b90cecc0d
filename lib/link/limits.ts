/**
 * What a link may hold: whoever opens one did not make it. Encoding keeps to the same bounds, so that every link made can be opened.
 * Counts of elements and links, and the lengths of single fields, are those of every design (lib/design).
 */
export const LINK_LIMITS = {
  /** Characters of the fragment, four times what 5,000 hosts take. What they can unfold to takes under a second. */
  characters: 131_072,
  /** Bytes of the compact form, before compression. */
  bytes: 1_048_576,
  /** Elements and links together. */
  subjects: 10_000,
  /** Characters of one text. */
  textCharacters: 262_144,
  /** Characters of all texts, repeated ones counted each time: as many as a file has. */
  allCharacters: 2_097_152,
  /** Maps, lists, texts, numbers. */
  values: 500_000,
  /** Maps and lists in each other. */
  depth: 32,
} as const

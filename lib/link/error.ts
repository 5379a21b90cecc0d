/** Why a fragment gives no design, or a design no link. The code is stable, the sentence is for people. */
export interface LinkError {
  readonly code: 'not-a-link' | 'damaged' | 'newer-version' | 'too-large' | 'not-a-design'
  readonly message: string
}

export const NOT_A_LINK: LinkError = { code: 'not-a-link', message: 'This is not a Podway link: the part behind # does not begin like one (p1. and a long run of letters).' }

export const DAMAGED: LinkError = { code: 'damaged', message: 'This link is damaged or cut off: its checksum does not fit. Ask for the whole link again, or for the design as a file.' }

export const UNREADABLE: LinkError = { code: 'not-a-design', message: 'This link holds no design: its content is not in the form that Podway writes.' }

export const TOO_LARGE: LinkError = { code: 'too-large', message: 'This link holds more than a link may hold. Ask for the design as a file.' }

export const TOO_LARGE_TO_LINK: LinkError = { code: 'too-large', message: 'This design is too large for a link. Send it as a file.' }

export const newerVersion = (found: number, known: number): LinkError => ({
  code: 'newer-version', message: `This link was made by a newer Podway: it is of link version ${found}, and this Podway reads links up to version ${known}. Reload or update Podway to open it.`,
})

/** `finding` is the first thing that is wrong, as a sentence. */
export const notADesign = ({ path, message }: { readonly path: string; readonly message: string }): LinkError => ({
  code: 'not-a-design', message: `The design in this link is not valid${path === '' ? '' : `, at ${path}`}: ${message}`,
})

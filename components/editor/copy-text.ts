/**
 * Copies what a text field holds. Over plain http browsers have no clipboard for scripts (it is for secure contexts only); there the field is
 * selected and copied the old way. False: neither works, but the text is selected for the person to copy.
 */
export async function copyText(field: HTMLTextAreaElement): Promise<boolean> {
  field.focus()
  field.select()
  try {
    if (navigator.clipboard !== undefined) {
      await navigator.clipboard.writeText(field.value)
      return true
    }
  } catch {
    // The person or the browser forbids it; the old way may still work.
  }
  return document.execCommand('copy')
}

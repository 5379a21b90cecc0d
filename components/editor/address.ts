/** Puts the id of the open design into the address, without opening it again and without a step in the browser's history. */
export function nameInAddress(id: string): void {
  history.replaceState(history.state, '', `#${encodeURIComponent(id)}`)
}

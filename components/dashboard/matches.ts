/** Whether a text holds what is searched for. */
export const matches = (text: string, wanted: string): boolean => text.toLowerCase().includes(wanted.trim().toLowerCase())

/** Where a long link is cut, in characters of the whole address. Podway itself opens every link that it makes. */
export interface Cut { readonly characters: number; readonly where: string; readonly source: string }

export const CUTS: readonly Cut[] = [
  { characters: 2000, where: 'Discord', source: 'Discord developer documentation, "Create Message": up to 2000 characters' },
  { characters: 2048, where: 'some mail programs and bookmarks of Slack', source: 'elastic/kibana issue 158262, netdata/netdata-cloud issue 769: cut after 2,048' },
  { characters: 3992, where: 'messages of Slack', source: 'elastic/kibana issue 158262: split after 3,992 characters' },
  { characters: 28_000, where: 'messages of Microsoft Teams', source: 'Microsoft Learn, "Limits and specifications for Microsoft Teams": about 28 KB a post' },
]

export const cutsAt = (characters: number): readonly Cut[] => CUTS.filter((cut) => characters > cut.characters)

/** Sizes of the drawing, in canvas units (CSS pixels at 100 %). They follow the tokens of the page. */
export const STRIP = 24
export const CARD_H = 36
export const CARD_MIN_W = 92
export const CARD_MAX_W = 176
/** Between two pods: a path runs in the middle of it. */
export const POD_GAP = 8
export const POD_H = 34
export const GAP = 12
/** Between columns of a network: lines and paths run here. */
export const COLUMN_GAP = 17
export const PAD = 10
export const SITE_PAD = 8
export const GATEWAY_W = 96
export const GATEWAY_MIN_H = 44
/** Room that a line takes along the edge of a gateway. */
export const LANE = { tunnel: 30, 'bgp-session': 20, peering: 24 } as const
/** Between two sites that face each other, at least. */
export const SITES_GAP = 240
export const ROWS_GAP = 64
export const MARGIN = 14
/** How far from a card a line runs along it: in the middle of the gap to the next one, at least. */
export const CLEAR = 6
/** The same in a cluster, where cards stand closer. */
export const CLEAR_IN_CLUSTER = POD_GAP / 2
/** The folded drawing, for narrow screens. */
export const FOLDED = { card: 118, row: 28, gateway: 66, gatewayH: 48, gap: 92 } as const

import type { ReactNode } from 'react'

/* Drawn on a grid of 20 units, strokes of 1.5 with round ends, in the current colour. */

export const MARK_GLYPHS = {
  logo: <><rect x="2" y="6.5" width="7" height="7" rx="2" fill="currentColor" stroke="none"/><path d="M9 10h2.5c3 0 2-5 4.5-5h2M11.5 10H18M11.5 10c3 0 2 5 4.5 5h2" strokeWidth="1.75"/></>,
  reachable: <><circle cx="10" cy="10" r="8" fill="currentColor" stroke="none"/><path d="M6.3 10.3l2.5 2.5 4.9-5.3" className="k"/></>,
  unreachable: <><path d="M6.7 2h6.6L18 6.7v6.6L13.3 18H6.7L2 13.3V6.7z" fill="currentColor" stroke="none"/><path d="M7.1 7.1l5.8 5.8M12.9 7.1l-5.8 5.8" className="k"/></>,
  ambiguous: <><path d="M10 1.25L18.75 10 10 18.75 1.25 10z" fill="currentColor" stroke="none"/><path d="M10 14v-3.2L7 7.4M10 10.8l3-3.4" className="k"/></>,
  undetermined: <><circle cx="10" cy="10" r="7.5" strokeDasharray="3 2.2"/><path d="M7.9 8.1a2.15 2.15 0 1 1 3 2c-.7.35-.9.7-.9 1.3"/><circle cx="10" cy="13.7" r="1" fill="currentColor" stroke="none"/></>,
  holds: <><rect x="2.5" y="2.5" width="15" height="15" rx="3.5" fill="currentColor"/><path d="M6.3 10.3l2.5 2.5 4.9-5.3" className="k"/></>,
  fails: <><rect x="2.5" y="2.5" width="15" height="15" rx="3.5"/><path d="M7 7l6 6M13 7l-6 6"/></>,
  open: <><rect x="2.5" y="2.5" width="15" height="15" rx="3.5"/></>,
  error: <><path d="M10 2.25L18.5 17h-17z" fill="currentColor"/><path d="M10 8v4" className="k"/><circle cx="10" cy="14.4" r="1.1" className="kf"/></>,
  warning: <><path d="M10 3.25l7.5 13.25h-15zM10 8.5v3.5"/><circle cx="10" cy="14.2" r="0.9" fill="currentColor" stroke="none"/></>,
  down: <><path d="M6 8l4 4 4-4"/></>,
  right: <><path d="M8 6l4 4-4 4"/></>,
  plus: <><path d="M10 4.5v11M4.5 10h11"/></>,
  minus: <><path d="M4.5 10h11"/></>,
  fit: <><path d="M3.5 7V3.5H7M13 3.5h3.5V7M16.5 13v3.5H13M7 16.5H3.5V13"/></>,
  check: <><path d="M4.5 10.5l3.6 3.6 7.4-8"/></>,
  search: <><circle cx="9" cy="9" r="5.25"/><path d="M13 13l4 4"/></>,
  close: <><path d="M5 5l10 10M15 5L5 15"/></>,
  sun: <><circle cx="10" cy="10" r="3.5"/><path d="M10 2.25v1.5M10 16.25v1.5M2.25 10h1.5M16.25 10h1.5M4.5 4.5l1.1 1.1M14.4 14.4l1.1 1.1M15.5 4.5l-1.1 1.1M5.6 14.4l-1.1 1.1"/></>,
  moon: <><path d="M16.5 12A7 7 0 0 1 8 3.5a7 7 0 1 0 8.5 8.5z"/></>,
  contrast: <><circle cx="10" cy="10" r="7.25"/><path d="M10 2.75a7.25 7.25 0 0 1 0 14.5z" fill="currentColor" stroke="none"/></>,
  system: <><rect x="2.5" y="3.25" width="15" height="10" rx="2"/><path d="M7 16.75h6"/></>,
} as const satisfies Record<string, ReactNode>

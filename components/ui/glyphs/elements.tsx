import type { ReactNode } from 'react'

/* Drawn on a grid of 20 units, strokes of 1.5 with round ends, in the current colour. */

export const ELEMENT_GLYPHS = {
  site: <><path d="M10 17.5s5.75-4.9 5.75-9.1a5.75 5.75 0 0 0-11.5 0c0 4.2 5.75 9.1 5.75 9.1z"/><circle cx="10" cy="8.4" r="1.9"/></>,
  onprem: <><path d="M3.5 17V6l7.5-3.25V17M11 8.5h5.5V17M2 17h16M6.25 8.25h2M6.25 11.25h2M6.25 14.25h2M13.5 11.5h.5M13.5 14.25h.5"/></>,
  internet: <><circle cx="10" cy="10" r="7.5"/><ellipse cx="10" cy="10" rx="3.25" ry="7.5"/><path d="M2.5 10h15"/></>,
  vpc: <><rect x="2.5" y="2.5" width="15" height="15" rx="3"/><path d="M7.2 13h5.9a2.05 2.05 0 0 0 .2-4.1 3.4 3.4 0 0 0-6.5-.6A2.35 2.35 0 0 0 7.2 13z"/></>,
  subnet: <><rect x="2.5" y="3.5" width="15" height="13" rx="2.5"/><path d="M2.5 10h15M10 10v6.5"/></>,
  'route-table': <><rect x="2.5" y="3.5" width="15" height="13" rx="2.5"/><path d="M2.5 7.75h15M5.5 12.1h8.5M11.75 9.85L14 12.1l-2.25 2.25"/></>,
  router: <><path d="M10 2l8 8-8 8-8-8zM6.25 10h7.5M11.9 8.15L13.75 10l-1.85 1.85M8.1 8.15L6.25 10l1.85 1.85"/></>,
  cluster: <><path d="M10 2.25l6.75 3.9v7.7L10 17.75l-6.75-3.9v-7.7z"/><circle cx="10" cy="7.4" r="1.3" fill="currentColor" stroke="none"/><circle cx="7.6" cy="11.6" r="1.3" fill="currentColor" stroke="none"/><circle cx="12.4" cy="11.6" r="1.3" fill="currentColor" stroke="none"/></>,
  node: <><rect x="2.75" y="3.5" width="14.5" height="5.5" rx="1.5"/><rect x="2.75" y="11" width="14.5" height="5.5" rx="1.5"/><circle cx="5.8" cy="6.25" r="1" fill="currentColor" stroke="none"/><circle cx="5.8" cy="13.75" r="1" fill="currentColor" stroke="none"/><path d="M9.5 6.25h4.75M9.5 13.75h4.75"/></>,
  pod: <><rect x="2.75" y="6.25" width="11" height="11" rx="2.25"/><path d="M6.75 3h7.75A2.5 2.5 0 0 1 17 5.5v7.75"/><circle cx="8.25" cy="11.75" r="1.6" fill="currentColor" stroke="none"/></>,
  service: <><circle cx="4.25" cy="10" r="2" fill="currentColor" stroke="none"/><path d="M4.25 10h9.5M4.25 10l9.2-5.2M4.25 10l9.2 5.2"/><circle cx="15.25" cy="4.25" r="1.75"/><circle cx="15.75" cy="10" r="1.75"/><circle cx="15.25" cy="15.75" r="1.75"/></>,
  headless: <><circle cx="4.5" cy="10" r="2.25" strokeDasharray="1.6 1.9"/><path d="M10 4.25h2.5M10 10h2.5M10 15.75h2.5"/><circle cx="15.25" cy="4.25" r="1.75"/><circle cx="15.25" cy="10" r="1.75"/><circle cx="15.25" cy="15.75" r="1.75"/></>,
  host: <><rect x="2.5" y="3.25" width="15" height="10" rx="2"/><path d="M10 13.25v3.5M6.5 16.75h7"/></>,
  'vpn-gateway': <><path d="M3.75 16.75V9.5a6.25 6.25 0 0 1 12.5 0v7.25M2 16.75h16"/><circle cx="10" cy="9.5" r="1.75"/><path d="M10 11.25v2.75"/></>,
  'nat-gateway': <><path d="M2.75 6.75h11.5M11.25 3.75l3 3-3 3M17.25 13.25H5.75M8.75 10.25l-3 3 3 3"/></>,
  'internet-gateway': <><path d="M3.75 16.75V9.5a6.25 6.25 0 0 1 12.5 0v7.25M2 16.75h16M10 14V7.75M7.4 10.1L10 7.5l2.6 2.6"/></>,
  'load-balancer': <><path d="M2.25 10h5M7.25 10c3.5 0 2.5-5.25 6-5.25h3.5M7.25 10c3.5 0 2.5 5.25 6 5.25h3.5M14.75 2.5L17 4.75 14.75 7M14.75 13L17 15.25l-2.25 2.25"/></>,
  'name-server': <><path d="M9 2.25v2M9 9v2.25M9 16v1.75M3.5 4.25h8.9L15 6.6 12.4 9H3.5zM16.25 11.25H7L4.5 13.6 7 16h9.25z"/></>,
  resolver: <><circle cx="8.75" cy="8.75" r="5.75"/><path d="M13 13l4.25 4.25M6 8.75h5.25M9.1 6.6l2.15 2.15-2.15 2.15"/></>,
  firewall: <><rect x="2.5" y="3.5" width="15" height="13" rx="2"/><path d="M2.5 7.85h15M2.5 12.15h15M10 3.5v4.35M6.5 7.85v4.3M13.5 7.85v4.3M10 12.15v4.35"/></>,
  'network-acl': <><path d="M10 2.25l6.25 2.3v4.7c0 4.1-2.6 6.9-6.25 8.5-3.65-1.6-6.25-4.4-6.25-8.5v-4.7zM7 8.1h6M7 11.4h4"/></>,
  tunnel: <><path d="M2 6.25h16M2 13.75h16"/><path d="M3 10h14" strokeDasharray="2.5 2.25"/></>,
  peering: <><path d="M1.5 10h3.25M15.25 10h3.25"/><circle cx="8" cy="10" r="3.25"/><circle cx="12" cy="10" r="3.25"/></>,
  'bgp-session': <><path d="M3.75 7.75L6 10l-2.25 2.25L1.5 10zM16.25 7.75L18.5 10l-2.25 2.25L14 10z"/><circle cx="8.2" cy="10" r="0.8" fill="currentColor" stroke="none"/><circle cx="10" cy="10" r="0.8" fill="currentColor" stroke="none"/><circle cx="11.8" cy="10" r="0.8" fill="currentColor" stroke="none"/></>,
  attachment: <><path d="M5.5 10h9"/><rect x="1.75" y="8.1" width="3.8" height="3.8" rx=".8"/><rect x="14.45" y="8.1" width="3.8" height="3.8" rx=".8"/></>,
  range: <><rect x="2.5" y="5.5" width="15" height="9" rx="2"/><path d="M6.25 5.5v3M10 5.5v4.5M13.75 5.5v3"/></>,
  'api-server': <><path d="M10 2.25l6.75 3.9v7.7L10 17.75l-6.75-3.9v-7.7z"/><path d="M7.4 8L5.6 10l1.8 2M12.6 8l1.8 2-1.8 2M11 7.2l-2 5.6"/></>,
} as const satisfies Record<string, ReactNode>

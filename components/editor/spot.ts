/** Where a new box finds room in its parent, near where it was dropped: geometry of the drawing, for whoever places something on it. */
export { freeSpot } from '@/lib/layout/place/moved'
